import type { Finding } from '@/lib/api/types';
import { formatDateTime } from '@/lib/format';
import { groupOf } from './rule';

/** Which parts of a rule hold for somebody, with what each saw. */
export function Findings({ finding }: { finding: Finding }) {
  return (
    <ul className="findings">
      <Part finding={finding} />
    </ul>
  );
}

function Part({ finding }: { finding: Finding }) {
  const { kind, description, holds, value, changesAt, rules } = finding;
  return (
    <li className={`finding ${holds ? 'finding-holds' : ''}`}>
      <div className="finding-head">
        <i className={`bi bi-${holds ? 'check-circle-fill' : 'x-circle'}`} aria-hidden="true" />
        <div className="finding-text">
          <span className={kind === 'GROUP' ? 'finding-group' : undefined}>
            {kind === 'GROUP' ? groupWords(finding) : description}
          </span>
          {kind === 'CONDITION' && (
            <small>
              {value === undefined || value === null || value === '' ? (
                'Has no value'
              ) : (
                <>
                  Is <strong>{seen(value)}</strong>
                </>
              )}
            </small>
          )}
          {kind === 'CONDITION' && changesAt && (
            <small>
              <i className="bi bi-clock" aria-hidden="true" /> Time may change this on{' '}
              {formatDateTime(changesAt)}
            </small>
          )}
        </div>
        <span className={`finding-verdict tone-${holds ? 'good' : 'calm'}`}>
          {holds ? 'holds' : 'does not hold'}
        </span>
      </div>
      {rules.length > 0 && (
        <ul className="findings">
          {rules.map((rule) => (
            <Part key={rule.pointer + rule.description} finding={rule} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** An instant is shown as all others are, in the reader's time zone. */
function seen(value: string) {
  return /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value) ? formatDateTime(value) : value;
}

/** A group that is the rule of another segment is called by that segment's name. */
function groupWords({ description, combinator, not }: Finding): string {
  const { label } = groupOf(combinator, not);
  return description === label ? label : `${description}: ${label.toLowerCase()}`;
}
