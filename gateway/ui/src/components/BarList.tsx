import type { ReactNode } from 'react';

export interface BarRow {
  key: string;
  name: ReactNode;
  value: number;
  figure: ReactNode;
  note?: ReactNode;
}

/** Rows with a bar each, the greatest filling the width. */
export function BarList({ rows, label }: { rows: BarRow[]; label: string }) {
  const most = Math.max(...rows.map(({ value }) => value), Number.MIN_VALUE);
  return (
    <ol className="ranking" aria-label={label}>
      {rows.map(({ key, name, value, figure, note }) => (
        <li key={key}>
          <div className="ranking-line">
            <strong>{name}</strong>
            <span>{figure}</span>
          </div>
          <div className="meter" aria-hidden="true">
            <span style={{ width: `${Math.max(0, value / most) * 100}%` }} />
          </div>
          {note && <small>{note}</small>}
        </li>
      ))}
    </ol>
  );
}
