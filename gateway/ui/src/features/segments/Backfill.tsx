import type { Segment } from '@/lib/api/types';
import { formatNumber } from '@/lib/format';
import { timeLeft } from './words';

/** Progress of judging everybody under the latest rule; nothing once that is done. */
export function Backfill({ segment }: { segment: Segment }) {
  const backfill = segment.backfill;
  if (!backfill || backfill.done >= backfill.total) return null;
  const share = backfill.total === 0 ? 0 : backfill.done / backfill.total;
  const left = backfill.secondsLeft;
  return (
    <div className="backfill">
      <div
        className="meter"
        role="progressbar"
        aria-label={`Customers checked for ${segment.name}`}
        aria-valuemin={0}
        aria-valuemax={backfill.total}
        aria-valuenow={backfill.done}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <small className="text-secondary">
        {formatNumber(backfill.done)} of {formatNumber(backfill.total)} checked
        {left !== undefined && left !== null && `, ${timeLeft(left)}`}
      </small>
    </div>
  );
}
