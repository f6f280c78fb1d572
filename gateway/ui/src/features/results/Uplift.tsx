import type { CampaignInsight } from '@/lib/api/types';
import { formatMoney, formatNumber, formatShare, plural } from '@/lib/format';

type Uplifts = CampaignInsight['uplift'];
type Interval = NonNullable<Uplifts['conversion']>;

interface UpliftProps {
  uplift: Uplifts;
  currency: string;
}

/** What the campaign caused, against those who were held out at random, with how sure that is. */
export function Uplift({ uplift, currency }: UpliftProps) {
  const { conversion, revenuePerPerson, extraRevenue, messaged, heldOut, confidence, explanation } = uplift;
  const points = (value: number) => `${signed(value * 100, 1)} points`;
  const money = (value: number) => `${value < 0 ? '−' : '+'}${formatMoney(Math.abs(value), currency)}`;
  return (
    <section className="uplift" aria-labelledby="uplift-title">
      <h3 id="uplift-title">Uplift</h3>
      <p className="uplift-words">{explanation}</p>
      {messaged && heldOut && (
        <p className="text-secondary">
          {formatShare(messaged.conversion)} of {plural(messaged.people, 'customer')} who were to get a
          message ordered, and {formatShare(heldOut.conversion)} of {formatNumber(heldOut.people)} held out.
        </p>
      )}
      <div className="intervals">
        {conversion && (
          <IntervalBar label="Share who order" interval={conversion} format={points} sure={confidence} />
        )}
        {revenuePerPerson && (
          <IntervalBar
            label="Revenue per customer"
            interval={revenuePerPerson}
            format={money}
            sure={confidence}
          />
        )}
        {extraRevenue && (
          <IntervalBar label="Revenue caused" interval={extraRevenue} format={money} sure={confidence} />
        )}
      </div>
    </section>
  );
}

function signed(value: number, digits: number): string {
  const size = new Intl.NumberFormat(undefined, { maximumFractionDigits: digits }).format(Math.abs(value));
  return `${value < 0 ? '−' : value > 0 ? '+' : ''}${size}`;
}

interface IntervalBarProps {
  label: string;
  interval: Interval;
  format: (value: number) => string;
  sure: number;
}

/** An estimate within its interval, beside nought: where the bar reaches across, it may be chance. */
function IntervalBar({ label, interval, format, sure }: IntervalBarProps) {
  const { estimate, low, high, significant } = interval;
  const least = Math.min(low, 0);
  const most = Math.max(high, 0);
  const room = (most - least) * 0.08 || 1;
  const at = (value: number) => `${((value - least + room) / (most - least + 2 * room)) * 100}%`;
  return (
    <div className="interval">
      <div className="interval-text">
        <strong>{label}</strong>
        <span>
          <b>{format(estimate)}</b>{' '}
          <small>
            {format(low)} to {format(high)}
          </small>
        </span>
      </div>
      <div
        className="interval-track"
        role="img"
        aria-label={`${label}: ${format(estimate)}, between ${format(low)} and ${format(high)} with ${formatShare(sure, 0)} confidence`}
      >
        <span className="interval-zero" style={{ left: at(0) }} />
        <span
          className={`interval-range ${significant ? (estimate > 0 ? 'interval-good' : 'interval-bad') : ''}`}
          style={{ left: at(low), right: `calc(100% - ${at(high)})` }}
        />
        <span className="interval-estimate" style={{ left: at(estimate) }} />
      </div>
      <small className="text-secondary">
        {significant
          ? `Hardly chance, with ${formatShare(sure, 0)} confidence`
          : 'May be chance: the range reaches across nought'}
      </small>
    </div>
  );
}
