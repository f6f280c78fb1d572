import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { Change } from '@/components/Change';
import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { EmptyState } from '@/components/states';
import { Table, type Column } from '@/components/Table';
import type { Dashboard } from '@/lib/api/types';
import { formatMoney, formatNumber, formatShare, plural } from '@/lib/format';
import { splitName } from './splits';

type Breakdown = Dashboard['breakdowns'][number];

const FEW = 8;

interface BreakdownsProps {
  breakdowns: Breakdown[];
  currency: string;
}

/** Where the revenue comes from, along whatever is asked for. */
export function Breakdowns({ breakdowns, currency }: BreakdownsProps) {
  const [split, setSplit] = useState<Breakdown['split']>('CITY');
  const [all, setAll] = useState(false);
  const values = breakdowns.find((breakdown) => breakdown.split === split)?.values ?? [];
  const most = Math.max(...values.map(({ share }) => share), Number.MIN_VALUE);
  const shown = all ? values : values.slice(0, FEW);
  const name = splitName[split];
  const several = split === 'CATEGORY' || split === 'TAG';
  return (
    <Panel
      title="Where it comes from"
      note={several ? 'By revenue; an order can count for several' : 'By revenue'}
      actions={
        <Segmented
          label="Split by"
          options={breakdowns.map(({ split: value }) => ({ value, label: splitName[value] }))}
          value={split}
          onChange={(value) => {
            setSplit(value);
            setAll(false);
          }}
        />
      }
      flush
    >
      {values.length === 0 ? (
        <EmptyState icon="pie-chart" title={`Nothing to tell by ${name.toLowerCase()} yet`} />
      ) : (
        <>
          <Table
            label={`By ${name.toLowerCase()}`}
            columns={columnsOf(name, most, currency)}
            rows={shown}
            keyOf={({ value }) => value}
            frame={{ compact: true }}
          />
          {values.length > FEW && (
            <div className="table-foot">
              <Button variant="link" size="sm" className="chart-switch" onClick={() => setAll(!all)}>
                {all ? 'Show fewer' : `Show all ${plural(values.length, 'row')}`}
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

type Value = Breakdown['values'][number];

const columnsOf = (name: string, most: number, currency: string): Column<Value>[] => [
  {
    header: name,
    cell: ({ value, share }) => (
      <span className="bar-cell">
        {value}
        <span className="meter meter-thin" aria-hidden="true">
          <span style={{ width: `${(share / most) * 100}%` }} />
        </span>
      </span>
    ),
  },
  {
    header: 'Revenue',
    numeric: true,
    cell: ({ revenue }) => formatMoney(revenue, currency, { whole: Number(revenue) >= 1e4 }),
  },
  {
    header: 'Change',
    cell: ({ revenue, revenueBefore }) => (
      <Change
        now={Number(revenue)}
        before={Number(revenueBefore)}
        than={`Was ${formatMoney(revenueBefore, currency)}`}
      />
    ),
  },
  { header: 'Share', numeric: true, cell: ({ share }) => formatShare(share) },
  { header: 'Orders', numeric: true, cell: ({ orders }) => formatNumber(orders) },
  { header: 'New customers', numeric: true, cell: ({ newCustomers }) => formatNumber(newCustomers) },
];
