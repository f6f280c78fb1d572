import { formatNumber, formatShare } from '@/lib/format';

interface ChangeProps {
  now: number;
  before: number;
  /** What it is compared with, for the title. */
  than?: string;
  /** Where less is better. */
  lessIsBetter?: boolean;
}

/** The relative change; nothing where there was nothing before. */
export function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / Math.abs(before);
}

/** `+12.5%` against a value before, as an arrow, a sign and a colour. */
export function Change({ now, before, than, lessIsBetter = false }: ChangeProps) {
  const change = changeOf(now, before);
  if (change === null) {
    return (
      <span className="change" title={than}>
        {now === 0 ? 'no change' : 'new'}
      </span>
    );
  }
  const share = Math.abs(change);
  // What rounds to nothing is no direction.
  const flat = share < 0.0005;
  const up = change > 0;
  const good = up !== lessIsBetter;
  return (
    <span
      className={`change ${flat ? '' : good ? 'change-good' : 'change-bad'}`}
      title={than && `${than}: ${formatNumber(before)}`}
    >
      {!flat && <i className={`bi bi-arrow-${up ? 'up' : 'down'}-short`} aria-hidden="true" />}
      {flat ? 'no change' : `${up ? '+' : '−'}${formatShare(share, share < 0.1 ? 1 : 0)}`}
    </span>
  );
}
