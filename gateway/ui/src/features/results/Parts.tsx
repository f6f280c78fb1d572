import { Table, type Column } from '@/components/Table';
import type { CampaignInsight } from '@/lib/api/types';
import { formatMoney, formatNumber, formatPart, formatShare } from '@/lib/format';

type Part = CampaignInsight['variants'][number];

interface PartsProps {
  of: 'variant' | 'step';
  parts: Part[];
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
      <Table
        label={label}
        columns={columnsOf(of, currency)}
        rows={parts}
        keyOf={({ name }) => name}
        frame={{ compact: true }}
      />
    </section>
  );
}

const columnsOf = (of: PartsProps['of'], currency: string): Column<Part>[] => [
  of === 'step'
    ? { header: 'Step', cell: ({ name }) => stepName(Number(name)) }
    : { header: 'Variant', cell: ({ name }) => name },
  { header: 'Sent', numeric: true, cell: ({ messages }) => formatNumber(messages.sent) },
  { header: 'Opened', numeric: true, cell: ({ messages }) => formatPart(messages.opened, messages.sent) },
  { header: 'Clicked', numeric: true, cell: ({ messages }) => formatPart(messages.clicked, messages.sent) },
  {
    header: 'Conversion',
    numeric: true,
    cell: ({ revenue }) => (revenue.conversion === undefined ? '–' : formatShare(revenue.conversion)),
  },
  { header: 'Revenue', numeric: true, cell: ({ revenue }) => formatMoney(revenue.revenue, currency) },
  { header: 'Per customer', numeric: true, cell: ({ revenue }) => formatMoney(revenue.perPerson, currency) },
];

/** As the campaign's page calls them. */
const stepName = (step: number) => (step === 0 ? 'Message' : `Follow-up ${formatNumber(step)}`);
