import type { CampaignInsight } from '@/lib/api/types';
import { formatMoney, formatNumber, formatShare } from '@/lib/format';

interface PartsProps {
  of: 'variant' | 'step';
  parts: CampaignInsight['variants'];
  currency: string;
}

/** Variants or steps side by side. */
export function Parts({ of, parts, currency }: PartsProps) {
  const label = `Results by ${of}`;
  // One by itself is the campaign, of which all of it stands above.
  if (parts.length < 2) return null;
  return (
    <section className="parts" aria-labelledby={`results-by-${of}`}>
      <h3 id={`results-by-${of}`}>{label}</h3>
      <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
        <table className="data-table data-table-compact" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{of === 'step' ? 'Step' : 'Variant'}</th>
              <th scope="col" className="num">
                Sent
              </th>
              <th scope="col" className="num">
                Opened
              </th>
              <th scope="col" className="num">
                Clicked
              </th>
              <th scope="col" className="num">
                Conversion
              </th>
              <th scope="col" className="num">
                Revenue
              </th>
              <th scope="col" className="num">
                Per customer
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ name, messages, revenue }) => (
              <tr key={name}>
                <td>{of === 'step' ? stepName(Number(name)) : name}</td>
                <td className="num">{formatNumber(messages.sent)}</td>
                <td className="num">{ofSent(messages.opened, messages.sent)}</td>
                <td className="num">{ofSent(messages.clicked, messages.sent)}</td>
                <td className="num">
                  {revenue.conversion === undefined ? '–' : formatShare(revenue.conversion)}
                </td>
                <td className="num">{formatMoney(revenue.revenue, currency)}</td>
                <td className="num">{formatMoney(revenue.perPerson, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const ofSent = (count: number, sent: number) => (sent === 0 ? '–' : formatShare(count / sent));

/** As the campaign's page calls them. */
const stepName = (step: number) => (step === 0 ? 'Message' : `Follow-up ${formatNumber(step)}`);
