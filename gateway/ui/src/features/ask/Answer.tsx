import { BarList } from '@/components/BarList';
import { TrendChart } from '@/components/TrendChart';
import type { Reply } from '@/lib/api/types';
import { formatCompact, formatMoney, formatNumber, formatShare } from '@/lib/format';
import { isDay } from '@/lib/range';
import { CustomerName } from './CustomerName';

const BARS_AT_MOST = 12;

/** What the first column holds, by the query that answered. */
const heads: Record<string, string> = {
  TREND: 'When',
  BEST_CUSTOMERS: 'Customer',
  BEST_CAMPAIGNS: 'Campaign',
  GROUP_SIZES: 'Group',
};

/** The day that a step of a course begins with: months are written without one. */
function dayOf(label: string): string {
  return /^\d{4}-\d{2}$/.test(label) ? `${label}-01` : label;
}

/** How the figures of an answer are written: money where their column is named by a currency, shares where they are none. */
function writer({ query, columns, rows }: Reply, figure: number) {
  const label = columns[figure]?.label ?? '';
  if (/^[A-Z]{3}$/.test(label)) {
    return {
      long: (value: number) => formatMoney(value, label),
      short: (value: number) => formatMoney(value, label, { compact: true }),
    };
  }
  // What is counted is whole, but for orders that are expected.
  const isShare = query !== 'BEST_CUSTOMERS' && rows.some((row) => !Number.isInteger(Number(row[figure])));
  return isShare ? { long: formatShare, short: formatShare } : { long: formatNumber, short: formatCompact };
}

/** The figures of an answer: along days as a chart, of several things as bars, and always as a table. */
export function Answer({ reply }: { reply: Reply }) {
  const { columns, rows, query = '' } = reply;
  const figure = columns.findIndex(({ numeric }) => numeric);
  if (rows.length === 0 || figure < 0) return null;
  const { long, short } = writer(reply, figure);
  const values = rows.map((row) => Number(row[figure] ?? ''));
  const name = columns[figure]?.label || 'Value';
  const isTrend = rows.length > 1 && rows.every((row) => isDay(dayOf(row[0] ?? '')));
  const isRanking = !isTrend && figure > 0 && rows.length > 1 && values.every((value) => value >= 0);

  function cell(text: string, at: number) {
    if (!columns[at]?.numeric) return query === 'BEST_CUSTOMERS' ? <CustomerName id={text} /> : text || '–';
    const value = Number(text);
    if (text === '' || Number.isNaN(value)) return text || '–';
    return columns[at].label.includes('%') ? `${formatNumber(value)}%` : long(value);
  }

  return (
    <>
      {isTrend && (
        <TrendChart
          points={rows.map((row, at) => ({ day: dayOf(row[0] ?? ''), value: values[at] ?? 0 }))}
          name={name}
          summary={reply.answer ?? name}
          format={long}
          formatShort={short}
          as={rows.length > 60 ? 'line' : 'bar'}
          height={260}
        />
      )}
      {isRanking && (
        <div className="answer-bars">
          <BarList
            label={name}
            rows={rows.slice(0, BARS_AT_MOST).map((row, at) => ({
              key: String(at),
              name: cell(row[0] ?? '', 0),
              value: values[at] ?? 0,
              figure: cell(row[figure] ?? '', figure),
            }))}
          />
        </div>
      )}
      {!isTrend && rows.length > 1 && (columns.length > 2 || !isRanking || rows.length > BARS_AT_MOST) && (
        <div className="table-scroll answer-table" role="group" aria-label="Figures" tabIndex={0}>
          <table className="data-table data-table-compact" aria-label="Figures">
            <thead>
              <tr>
                {columns.map(({ label }, at) => (
                  <th key={at} scope="col">
                    {label || heads[query] || 'What'}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, place) => (
                <tr key={place}>
                  {columns.map(({ numeric }, at) => (
                    <td key={at} className={numeric ? 'num' : undefined}>
                      {cell(row[at] ?? '', at)}
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
