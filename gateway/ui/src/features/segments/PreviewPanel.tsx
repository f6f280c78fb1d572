import { Panel } from '@/components/Panel';
import { Skeleton } from '@/components/states';
import { ProblemAlert } from '@/components/forms';
import type { SegmentMovement, SegmentPreview, SegmentSample } from '@/lib/api/types';
import { formatNumber, formatShare, fullName, plural } from '@/lib/format';
import { estimateWords, formatAbout } from './words';

interface PreviewPanelProps {
  /** How many conditions cannot be asked yet. */
  unfinished: number;
  /** What is shown is not of the rule as it stands. */
  stale: boolean;
  preview: {
    data: SegmentPreview | undefined;
    isRefining: boolean;
    error: unknown;
  };
  /** Pointers of the faults that conditions show themselves. */
  shown: readonly string[];
}

/** Who would be in, at this moment. */
export function PreviewPanel({ unfinished, stale, preview, shown }: PreviewPanelProps) {
  const { data, error, isRefining } = preview;
  return (
    <Panel title="Who matches now" flush>
      <div aria-live="polite" aria-busy={stale || isRefining}>
        {unfinished > 0 && (
          <p className="preview-note">
            {unfinished === 1
              ? 'One condition needs a value'
              : `${formatNumber(unfinished)} conditions need a value`}{' '}
            before anybody can match.
          </p>
        )}
        {error ? (
          <div className="preview-problem">
            <ProblemAlert problem={error} shown={shown} />
          </div>
        ) : data ? (
          <Result preview={data} stale={stale || unfinished > 0} refining={isRefining} />
        ) : (
          unfinished === 0 && <Skeleton rows={4} label="Looking for matching customers" />
        )}
      </div>
    </Panel>
  );
}

interface ResultProps {
  preview: SegmentPreview;
  stale: boolean;
  refining: boolean;
}

function Result({ preview, stale, refining }: ResultProps) {
  const { joining, leaving } = preview;
  return (
    <div className={stale ? 'is-stale' : ''}>
      <div className="preview-head">
        <Count {...preview} />
        <p className="preview-of">
          {preview.of > 0 && `${share(preview)} of ${plural(preview.of, 'customer')}`}
          {refining && (
            <span className="preview-refining">
              <span className="spinner-border spinner-border-sm" aria-hidden="true" /> counting exactly…
            </span>
          )}
        </p>
      </div>
      {joining && leaving && (
        <div className="movements" role="group" aria-label="Once it is saved">
          {joining.exact && leaving.exact && joining.count + leaving.count === 0 ? (
            <div className="movement">Saving it moves nobody.</div>
          ) : (
            <>
              <Movement {...joining} icon="box-arrow-in-right" words="would join" tone="good" />
              <Movement {...leaving} icon="box-arrow-right" words="would leave" tone="warn" />
            </>
          )}
        </div>
      )}
      {preview.sample.length > 0 ? (
        <>
          <h3 className="preview-title">Some of them</h3>
          <Samples label="Some of them" customers={preview.sample} />
        </>
      ) : (
        <p className="preview-note">Nobody, at the moment. A live segment fills as people start to match.</p>
      )}
    </div>
  );
}

function share({ count, of }: SegmentPreview): string {
  const part = of === 0 ? 0 : count / of;
  return count > 0 && part < 0.001 ? `less than ${formatShare(0.001)}` : formatShare(part);
}

function Count({ count, exact, low, high }: SegmentPreview) {
  const customers = <span> {count === 1 ? 'customer' : 'customers'}</span>;
  if (exact) {
    return (
      <p className="preview-count" data-testid="preview-count">
        {formatNumber(count)}
        {customers}
      </p>
    );
  }
  const { about, between } = estimateWords({ count, low, high });
  return (
    <p className="preview-count" data-testid="preview-count">
      <span>about </span>
      {about}
      {customers}
      <small title="The true number is in here 19 times out of 20">({between})</small>
    </p>
  );
}

interface MovementProps extends SegmentMovement {
  icon: string;
  words: string;
  tone: 'good' | 'warn';
}

function Movement({ count, exact, sample, icon, words, tone }: MovementProps) {
  const head = (
    <>
      <i className={`bi bi-${icon} tone-${tone}`} aria-hidden="true" />
      <span>
        <strong>{exact ? formatNumber(count) : `about ${formatAbout(count)}`}</strong> {words}
      </span>
    </>
  );
  if (sample.length === 0) return <div className="movement">{head}</div>;
  return (
    <details className="movement">
      <summary>{head}</summary>
      <Samples label={`Some who ${words}`} customers={sample} />
    </details>
  );
}

function Samples({ label, customers }: { label: string; customers: SegmentSample[] }) {
  return (
    <ul className="rows rows-compact" aria-label={label}>
      {customers.map((customer) => (
        <li key={customer.customerId}>
          {/* In another tab: what is being built would be lost with this page. */}
          <a href={`/customers/${customer.customerId}`} target="_blank" rel="noreferrer">
            {fullName(customer)}
            <span className="visually-hidden"> (opens in a new tab)</span>
          </a>
          <small>
            {[customer.city, plural(customer.orders?.count ?? 0, 'order')].filter(Boolean).join(' · ')}
          </small>
        </li>
      ))}
    </ul>
  );
}
