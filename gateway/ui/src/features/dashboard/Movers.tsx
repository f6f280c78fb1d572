import { Change } from '@/components/Change';
import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import type { Dashboard } from '@/lib/api/types';
import { formatMoney } from '@/lib/format';
import { splitName } from './splits';

interface MoversProps {
  movers: Dashboard['movers'];
  currency: string;
  /** What it is compared with. */
  before: string;
}

/** What gained and what lost most revenue against the period before. */
export function Movers({ movers, currency, before }: MoversProps) {
  return (
    <Panel title="Top movers" note={`Revenue against ${before}`} flush>
      {movers.length === 0 ? (
        <EmptyState icon="arrow-down-up" title="Nothing moved" />
      ) : (
        <ul className="rows rows-compact">
          {movers.slice(0, 8).map(({ split, value, revenue, revenueBefore, difference }) => {
            const up = Number(difference) >= 0;
            const amount = formatMoney(Math.abs(Number(difference)), currency, { compact: true });
            return (
              <li key={`${split} ${value}`}>
                <div className="rows-main">
                  <span>
                    {value} <small>{splitName[split].toLowerCase()}</small>
                  </span>
                </div>
                <span className="mover">
                  {up ? '+' : '−'}
                  {amount} <Change now={Number(revenue)} before={Number(revenueBefore)} than={before} />
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
