import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import type { Dashboard, Watched } from '@/lib/api/types';
import { formatDate, plural } from '@/lib/format';
import type { Metric } from './series';

const metrics: Record<Watched, { metric: Metric; name: string }> = {
  REVENUE: { metric: 'revenue', name: 'Revenue' },
  ORDERS: { metric: 'orders', name: 'Orders' },
  NEW_CUSTOMERS: { metric: 'newCustomers', name: 'New customers' },
};

const FEW = 4;

interface AnomaliesProps {
  anomalies: Dashboard['anomalies'];
  /** Whether there is anything to compare the days with. */
  known: boolean;
  /** Has the chart show it. */
  onShow: (metric: Metric) => void;
}

/** Days that were not as such days are, and what made them so. */
export function Anomalies({ anomalies, known, onShow }: AnomaliesProps) {
  const [all, setAll] = useState(false);
  const shown = all ? anomalies : anomalies.slice(0, FEW);
  return (
    <Panel title="Out of the ordinary" note="Against the same weekday in the weeks before">
      {anomalies.length === 0 ? (
        <EmptyState
          icon={known ? 'check2-circle' : 'hourglass'}
          title={known ? 'Every day was as usual' : 'Nothing to compare with yet'}
        >
          {known
            ? 'Days that are unlike others of their weekday show here, with what made them so.'
            : 'What is usual for a weekday shows after some weeks with orders.'}
        </EmptyState>
      ) : (
        <>
          <ul className="anomalies">
            {shown.map(({ day, metric, value, high, explanation }) => {
              const { name, metric: about } = metrics[metric];
              const up = Number(value) > high;
              return (
                <li key={`${day} ${metric}`}>
                  <span className={`anomaly-sign tone-${up ? 'good' : 'bad'}`} aria-hidden="true">
                    <i className={`bi bi-graph-${up ? 'up' : 'down'}-arrow`} />
                  </span>
                  <div>
                    <button
                      type="button"
                      className="link-button"
                      title="Show in the chart"
                      onClick={() => onShow(about)}
                    >
                      {name}, {formatDate(day)}
                    </button>
                    <p>{explanation}</p>
                  </div>
                </li>
              );
            })}
          </ul>
          {anomalies.length > FEW && (
            <Button variant="link" size="sm" className="chart-switch" onClick={() => setAll(!all)}>
              {all ? 'Show fewer' : `Show all ${plural(anomalies.length, 'day')}`}
            </Button>
          )}
        </>
      )}
    </Panel>
  );
}
