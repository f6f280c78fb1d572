import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { Change } from '@/components/Change';
import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { EmptyState } from '@/components/states';
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
          <div className="table-scroll" role="group" aria-label={`By ${name.toLowerCase()}`} tabIndex={0}>
            <table className="data-table data-table-compact" aria-label={`By ${name.toLowerCase()}`}>
              <thead>
                <tr>
                  <th scope="col">{name}</th>
                  <th scope="col" className="num">
                    Revenue
                  </th>
                  <th scope="col">Change</th>
                  <th scope="col" className="num">
                    Share
                  </th>
                  <th scope="col" className="num">
                    Orders
                  </th>
                  <th scope="col" className="num">
                    New customers
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((value) => (
                  <tr key={value.value}>
                    <td>
                      <span className="bar-cell">
                        {value.value}
                        <span className="meter meter-thin" aria-hidden="true">
                          <span style={{ width: `${(value.share / most) * 100}%` }} />
                        </span>
                      </span>
                    </td>
                    <td className="num">
                      {formatMoney(value.revenue, currency, { whole: Number(value.revenue) >= 1e4 })}
                    </td>
                    <td>
                      <Change
                        now={Number(value.revenue)}
                        before={Number(value.revenueBefore)}
                        than={`Was ${formatMoney(value.revenueBefore, currency)}`}
                      />
                    </td>
                    <td className="num">{formatShare(value.share)}</td>
                    <td className="num">{formatNumber(value.orders)}</td>
                    <td className="num">{formatNumber(value.newCustomers)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
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
