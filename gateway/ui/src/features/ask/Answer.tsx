import { BarList } from '@/components/BarList';
import { TrendChart } from '@/components/TrendChart';
import type { Reply } from '@/lib/api/types';
import { formatCompact, formatNumber } from '@/lib/format';
import { isDay } from '@/lib/range';

const BARS_AT_MOST = 12;

/** A cell as people read it: numbers with the reader's separators, anything else as it is. */
function cellText(text: string, numeric: boolean): string {
  const value = Number(text);
  return numeric && text !== '' && !Number.isNaN(value) ? formatNumber(value) : text || '–';
}

/** The figures of an answer: along days as a chart, of several things as bars, and always as a table. */
export function Answer({ reply }: { reply: Reply }) {
  const { columns, rows } = reply;
  const figure = columns.findIndex(({ numeric }) => numeric);
  const column = columns[figure];
  const values = rows.map((row) => Number(row[figure] ?? ''));
  if (rows.length === 0) return null;
  const isTrend = figure > 0 && rows.length > 1 && rows.every((row) => isDay(row[0] ?? ''));
  const isRanking = !isTrend && figure > 0 && rows.length > 1 && values.every((value) => value >= 0);
  return (
    <>
      {isTrend && column && (
        <TrendChart
          points={rows.map((row, at) => ({ day: row[0] ?? '', value: values[at] ?? 0 }))}
          name={column.label}
          summary={reply.answer ?? column.label}
          format={formatNumber}
          formatShort={formatCompact}
          as={rows.length > 60 ? 'line' : 'bar'}
          height={260}
        />
      )}
      {isRanking && column && (
        <div className="answer-bars">
          <BarList
            label={column.label}
            rows={rows.slice(0, BARS_AT_MOST).map((row, at) => ({
              key: String(at),
              name: row[0] ?? '',
              value: values[at] ?? 0,
              figure: cellText(row[figure] ?? '', true),
            }))}
          />
        </div>
      )}
      {!isTrend && (columns.length > 2 || !isRanking || rows.length > BARS_AT_MOST) && (
        <div className="table-scroll answer-table" role="group" aria-label="Figures" tabIndex={0}>
          <table className="data-table data-table-compact" aria-label="Figures">
            <thead>
              <tr>
                {columns.map(({ label }) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, place) => (
                <tr key={place}>
                  {columns.map(({ label, numeric }, at) => (
                    <td key={label} className={numeric ? 'num' : undefined}>
                      {cellText(row[at] ?? '', numeric)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
