import type { ReactNode } from 'react';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { isUnknown } from '@/lib/api/problem';
import type { CustomerInsight } from '@/lib/api/types';
import {
  formatConstant,
  formatDateTime,
  formatHour,
  formatMoney,
  formatNumber,
  formatShare,
  plural,
} from '@/lib/format';
import { useInsight } from './insightApi';

/** What a customer's orders and messages say about them, and how each figure came about. */
export function CustomerInsights({ customerId }: { customerId: string }) {
  const insight = useInsight(customerId);
  return (
    <Panel
      title="Insights"
      note={insight.data && `From orders and messages up to ${formatDateTime(insight.data.asOf)}`}
    >
      {insight.isPending ? (
        <Skeleton rows={4} label="Loading insights" />
      ) : isUnknown(insight.error) ? (
        <NothingYet />
      ) : insight.isError && !insight.data ? (
        <ErrorState error={insight.error} onRetry={() => void insight.refetch()} />
      ) : insight.data.orders.count === 0 && insight.data.messages.sent === 0 ? (
        <NothingYet />
      ) : (
        <Insight insight={insight.data} />
      )}
    </Panel>
  );
}

function NothingYet() {
  return (
    <EmptyState icon="hourglass" title="Nothing to tell from yet">
      Insights come with the first order or message.
    </EmptyState>
  );
}

const riskTone = { LOW: 'good', MEDIUM: 'warn', HIGH: 'bad', UNKNOWN: 'calm' } as const;

function Insight({ insight }: { insight: CustomerInsight }) {
  const { group, scores, outlook, currency, bestHour } = insight;
  return (
    <>
      {group && (
        <div className="insight-group">
          <span className="insight-group-name">{group.title}</span>
          <span>Customers who {group.meaning}</span>
        </div>
      )}
      {scores && (
        <dl className="scores">
          <Score label="Recency" score={scores.recency} />
          <Score label="Frequency" score={scores.frequency} />
          <Score label="Money" score={scores.monetary} />
        </dl>
      )}
      <dl className="insight-figures">
        <Figure label="Still a customer" value={share(outlook.probabilityAlive)} note="probability" />
        <Figure
          label="Expected orders"
          value={formatNumber(rounded(outlook.expectedOrders))}
          note={`in ${outlook.horizonDays} days`}
        />
        <Figure
          label="Expected value"
          value={formatMoney(outlook.expectedValue, currency, {
            whole: Number(outlook.expectedValue) >= 1_000,
          })}
          note={`in ${outlook.horizonDays} days`}
        />
        <Figure
          label="Churn risk"
          value={
            <span className={`state-badge tone-${riskTone[outlook.churn]}`}>
              {formatConstant(outlook.churn)}
            </span>
          }
          note={
            outlook.churnRisk === undefined ? undefined : `${share(outlook.churnRisk)} that no order comes`
          }
        />
        <Figure
          label="Favourite category"
          value={insight.favouriteCategory ?? '–'}
          note={insight.categories[0] && `${formatShare(insight.categories[0].share, 0)} of what they bought`}
        />
        <Figure
          label="Best hour to write"
          value={bestHour.hour === undefined ? '–' : formatHour(bestHour.hour)}
          note={bestHour.hour === undefined ? undefined : `${bestHour.timeZone}${ofWhom(bestHour.basis)}`}
        />
      </dl>
      <details className="how">
        <summary>How these figures come about</summary>
        {scores && (
          <p>
            Scores go from 1 to 5, by which fifth of everybody who ever bought they are in: 5 is the most
            recent, the most often and the most money.
          </p>
        )}
        <p>{outlook.explanation}</p>
        {outlook.fittedAt && <p>The model was last fitted on {formatDateTime(outlook.fittedAt)}.</p>}
        <p>{bestHour.explanation}</p>
        <p>
          {plural(insight.orders.count, 'order')} counted
          {insight.orders.cancelled > 0 &&
            `, ${formatNumber(insight.orders.cancelled)} cancelled or refunded left out`}
          {insight.orders.daysBetween !== undefined &&
            `; on average ${formatNumber(Math.round(insight.orders.daysBetween))} days from one to the next`}
          .
        </p>
      </details>
    </>
  );
}

function ofWhom(basis: CustomerInsight['bestHour']['basis']): string {
  return basis === 'EVERYBODY' ? ', as for everybody' : '';
}

const share = (value: number | undefined) => (value === undefined ? '–' : formatShare(value, 0));
const rounded = (value: number | undefined) =>
  value === undefined ? undefined : Math.round(value * 10) / 10;

function Score({ label, score }: { label: string; score: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="score-dots" aria-hidden="true">
          {[1, 2, 3, 4, 5].map((at) => (
            <span key={at} className={at <= score ? 'score-dot score-dot-on' : 'score-dot'} />
          ))}
        </span>
        {score} <span className="visually-hidden">of 5</span>
      </dd>
    </div>
  );
}

interface FigureProps {
  label: string;
  value: ReactNode;
  note?: string;
}

function Figure({ label, value, note }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
}
