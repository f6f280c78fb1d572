import { BarList } from '@/components/BarList';
import { Table } from '@/components/Table';
import { TrendChart } from '@/components/TrendChart';
import type { Reply } from '@/lib/api/types';
import { formatCompact, formatMoney, formatNumber, formatPercent, formatShare } from '@/lib/format';
import { CustomerName } from './CustomerName';

const BARS_AT_MOST = 12;

/** What the first column holds, by the query that answered. */
const heads: Record<string, string> = {
  TREND: 'When',
  BEST_CUSTOMERS: 'Customer',
  BEST_CAMPAIGNS: 'Campaign',
  GROUP_SIZES: 'Group',
};

type Unit = Reply['columns'][number]['unit'];

/** How figures of a unit are written, in full and where there is little room. */
function writer(unit: Unit | undefined, currency = '') {
  switch (unit) {
    case 'MONEY':
      return {
        long: (value: number) => formatMoney(value, currency),
        short: (value: number) => formatMoney(value, currency, { compact: true }),
      };
    case 'SHARE':
      return { long: (value: number) => formatShare(value), short: (value: number) => formatShare(value, 0) };
    case 'PERCENT':
      return {
        long: (value: number) => formatPercent(value),
        short: (value: number) => formatPercent(value, 0),
      };
    default:
      return { long: formatNumber, short: formatCompact };
  }
}

/** The figures of an answer: along days as a chart, of several things as bars, and always as a table. */
export function Answer({ reply }: { reply: Reply }) {
  const { columns, rows, query = '' } = reply;
  const figure = columns.findIndex(({ numeric }) => numeric);
  if (rows.length === 0 || figure < 0) return null;
  const { long, short } = writer(columns[figure]?.unit, reply.currency);
  const values = rows.map((row) => Number(row[figure] ?? ''));
  const name = columns[figure]?.label || 'Value';
  const isTrend = rows.length > 1 && columns[0]?.unit === 'DAY';
  const isRanking = !isTrend && figure > 0 && rows.length > 1 && values.every((value) => value >= 0);

  function cell(text: string, at: number) {
    const column = columns[at];
    if (!column?.numeric) return query === 'BEST_CUSTOMERS' ? <CustomerName id={text} /> : text || '–';
    const value = Number(text);
    if (text === '' || Number.isNaN(value)) return text || '–';
    return writer(column.unit, reply.currency).long(value);
  }

  return (
    <>
      {isTrend && (
        <TrendChart
          points={rows.map((row, at) => ({ day: row[0] ?? '', value: values[at] ?? 0 }))}
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
        <Table
          label="Figures"
          columns={columns.map(({ label, numeric }, at) => ({
            header: label || heads[query] || 'What',
            numeric,
            cell: (row: Reply['rows'][number]) => cell(row[at] ?? '', at),
          }))}
          rows={rows}
          keyOf={(_, place) => place}
          frame={{ className: 'answer-table', compact: true, fits: columns.length < 4 }}
        />
      )}
    </>
  );
}
