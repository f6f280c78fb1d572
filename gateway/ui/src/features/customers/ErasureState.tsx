import { formatDateTime } from '@/lib/format';
import type { Erasure } from '@/lib/api/types';

/** Which services have confirmed, and which have not yet. */
export function ErasureState({ erasure }: { erasure: Erasure }) {
  return (
    <ul className="confirmations" aria-label="Services">
      {erasure.confirmations.map(({ service, confirmedAt }) => (
        <li key={service}>
          <span className={`state-badge tone-${confirmedAt ? 'good' : 'busy'}`}>
            {confirmedAt ? 'Erased' : 'Waiting'}
          </span>{' '}
          {service}
          {confirmedAt && <small> {formatDateTime(confirmedAt)}</small>}
        </li>
      ))}
    </ul>
  );
}

export function ErasureBadge({ erasure }: { erasure: Erasure }) {
  const open = erasure.confirmations.filter(({ confirmedAt }) => !confirmedAt).length;
  return erasure.complete ? (
    <span className="state-badge tone-good">Complete</span>
  ) : (
    <span className="state-badge tone-busy">
      Waiting for {open} of {erasure.confirmations.length}
    </span>
  );
}
