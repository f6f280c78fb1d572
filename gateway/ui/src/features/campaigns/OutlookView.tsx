import { useState } from 'react';
import { messageReason } from '@/components/reasons';
import { Segmented } from '@/components/Segmented';
import { ErrorState, Skeleton } from '@/components/states';
import type { Campaign, Outlook } from '@/lib/api/types';
import { formatNumber, plural } from '@/lib/format';
import { useOutlook } from './api';
import { ranked } from './figures';

/** How many would get a campaign now, how many would not and why, and some of each by name. */
export function OutlookView({ campaign }: { campaign: Campaign }) {
  const outlook = useOutlook(campaign);
  if (outlook.data) return <Shown outlook={outlook.data} />;
  return outlook.isError ? (
    <ErrorState error={outlook.error} onRetry={() => void outlook.refetch()} />
  ) : (
    <Skeleton rows={3} label="Asking who would get it" />
  );
}

function Shown({ outlook }: { outlook: Outlook }) {
  const { gets, heldOut, members, exact, examined } = outlook;
  const withheld = ranked(outlook.withheld);
  const later = ranked(outlook.later);
  const about = exact ? '' : 'about ';
  return (
    <>
      <div className="launch-figure" aria-live="polite">
        <strong data-testid="gets-it">{formatNumber(gets)}</strong>
        <span>
          of {about}
          {plural(members, 'customer')} {gets === 1 ? 'gets' : 'get'} it
        </span>
      </div>
      {members === 0 && <p className="form-text">Nobody is in the segment at the moment.</p>}
      {members > 0 && (
        <div className="outlook-bar" aria-hidden="true">
          <span className="outlook-gets" style={{ width: `${(gets / members) * 100}%` }} />
          <span className="outlook-held" style={{ width: `${(heldOut / members) * 100}%` }} />
        </div>
      )}
      <ul className="outlook">
        {later.map(([reason, count]) => (
          <li key={reason}>
            <span className="num">{formatNumber(count)}</span> of them later:{' '}
            {messageReason(reason).toLowerCase()}
          </li>
        ))}
        {heldOut > 0 && (
          <li>
            <span className="num">{formatNumber(heldOut)}</span> held out, to compare with
          </li>
        )}
        {withheld.map(([reason, count]) => (
          <li key={reason}>
            <span className="num">{formatNumber(count)}</span> {messageReason(reason).toLowerCase()}
          </li>
        ))}
      </ul>
      {!exact && (
        <p className="form-text">
          Estimated from {plural(examined, 'customer')} by chance: the figures may be off by a few percent.
        </p>
      )}
      {outlook.faults.length > 0 && (
        <div className="notice notice-warn" role="alert">
          <div>
            <strong>It cannot be written for them, so it cannot be launched.</strong>
            <ul className="mb-0">
              {outlook.faults.map(({ pointer, detail }) => (
                <li key={pointer}>{detail}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <People people={outlook.people} />
    </>
  );
}

const fates = {
  GETS_IT: 'Get it',
  GETS_IT_LATER: 'Later',
  HELD_OUT: 'Held out',
  WITHHELD: 'Don’t get it',
} as const;
type Fate = keyof typeof fates;

function People({ people }: Pick<Outlook, 'people'>) {
  const kinds = (Object.keys(fates) as Fate[]).filter((fate) =>
    people.some((person) => person.fate === fate),
  );
  const [wanted, setWanted] = useState<Fate>('GETS_IT');
  const shown = kinds.includes(wanted) ? wanted : kinds[0];
  if (!shown) return null;
  return (
    <div className="outlook-people">
      <Segmented
        label="People who"
        options={kinds.map((value) => ({ value, label: fates[value] }))}
        value={shown}
        onChange={setWanted}
      />
      {/* What scrolls must be reachable by keyboard. */}
      <div role="group" aria-label={`Some who ${fates[shown].toLowerCase()}`} tabIndex={0}>
        <ul>
          {people
            .filter(({ fate }) => fate === shown)
            .map(({ customerId, name, reason }) => (
              <li key={customerId}>
                {name} {reason && <small>{messageReason(reason)}</small>}
              </li>
            ))}
        </ul>
      </div>
    </div>
  );
}
