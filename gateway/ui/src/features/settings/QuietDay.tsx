import { parseLength } from '@/lib/length';

const DAY = 24 * 60;

const minuteOf = (time: string) => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

function minutesOf(length: string): number {
  const parsed = parseLength(length);
  const amount = Number(parsed?.amount ?? 0);
  return parsed?.unit === 'MIN' ? amount : parsed?.unit === 'H' ? amount * 60 : amount * DAY;
}

/** The stretches of one day from `start` on that are that long, cut where the day ends. */
function stretches(start: number, length: number): [number, number][] {
  const end = start + Math.min(length, DAY);
  return end <= DAY
    ? [[start, end]]
    : [
        [start, DAY],
        [0, end - DAY],
      ];
}

interface QuietDayProps {
  from: string;
  to: string;
  spreadOver: string;
}

/** A day from midnight to midnight: when nobody is written to, and when what was held back goes out. */
export function QuietDay({ from, to, spreadOver }: QuietDayProps) {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  const bar = (kind: string, start: number, length: number) =>
    stretches(start, length).map(([left, right]) => (
      <span
        key={`${kind}-${left}`}
        className={kind}
        style={{ left: `${(left / DAY) * 100}%`, width: `${((right - left) / DAY) * 100}%` }}
      />
    ));
  return (
    <div className="quiet-day" aria-hidden="true">
      <div className="quiet-bar">
        {bar('quiet', begin, (end - begin + DAY) % DAY)}
        {bar('spread', end, minutesOf(spreadOver))}
      </div>
      <div className="quiet-hours">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour}>{String(hour).padStart(2, '0')}:00</span>
        ))}
      </div>
      <div className="quiet-legend">
        <span className="quiet" /> Quiet <span className="spread" /> Held back messages go out
      </div>
    </div>
  );
}
