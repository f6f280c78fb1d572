import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import type { Dashboard } from '@/lib/api/types';
import { formatMoney, plural } from '@/lib/format';

interface TopCitiesProps {
  cities: Dashboard['topCities'];
  currency: string;
}

export function TopCities({ cities, currency }: TopCitiesProps) {
  const most = Math.max(...cities.map((city) => Number(city.revenue)), 1);
  return (
    <Panel title="Top cities" note="By revenue">
      {cities.length === 0 ? (
        <EmptyState icon="geo-alt" title="No cities yet" />
      ) : (
        <ol className="ranking">
          {cities.slice(0, 5).map((city) => (
            <li key={city.city}>
              <div className="ranking-line">
                <strong>{city.city}</strong>
                <span>{formatMoney(city.revenue, currency, { compact: true })}</span>
              </div>
              <div className="meter" aria-hidden="true">
                <span style={{ width: `${(Number(city.revenue) / most) * 100}%` }} />
              </div>
              <small>{plural(city.customers, 'customer')}</small>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
