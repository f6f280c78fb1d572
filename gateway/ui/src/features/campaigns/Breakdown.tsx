import { Panel } from '@/components/Panel';
import { Table, type Column } from '@/components/Table';
import type { Campaign, CampaignFigures, CampaignStats } from '@/lib/api/types';
import { formatDateTime, formatNumber, formatPart } from '@/lib/format';
import { useStats } from './api';
import { failedUnsent, waiting } from './figures';

/** The steps and the variants beside each other; nothing where there is one message only. */
export function Breakdown({ campaign }: { campaign: Campaign }) {
  const stats = useStats(campaign.id).data;
  if (!stats) return null;
  return (
    <>
      {campaign.variants.length > 0 && <Variants campaign={campaign} stats={stats} />}
      {campaign.followUps.length > 0 && <Steps campaign={campaign} stats={stats} />}
    </>
  );
}

const NONE: CampaignFigures = {
  total: 0,
  queued: 0,
  deferred: 0,
  sending: 0,
  sent: 0,
  delivered: 0,
  failed: 0,
  skipped: 0,
  heldOut: 0,
  unconfirmed: 0,
  accepted: 0,
  handedOver: 0,
  opened: 0,
  clicked: 0,
  unsubscribed: 0,
  bounced: 0,
  complained: 0,
  deferredBy: {},
  skippedBy: {},
  failedBy: {},
};

function Steps({ campaign, stats }: { campaign: Campaign; stats: CampaignStats }) {
  return (
    <Panel title="Step by step" flush>
      <Table
        label="Steps"
        columns={campaign.channel === 'SMS' ? columns.filter((column) => column !== opened) : columns}
        rows={['Message', ...campaign.followUps.map((_, at) => `Follow-up ${at + 1}`)].map((name, step) => ({
          name,
          figures: stats.steps.find((one) => one.step === step)?.figures ?? NONE,
        }))}
        keyOf={({ name }) => name}
      />
    </Panel>
  );
}

interface Step {
  name: string;
  figures: CampaignFigures;
}

const opened: Column<Step> = {
  header: 'Opened',
  numeric: true,
  cell: ({ figures }) => ofSent(figures, figures.opened),
};

const columns: Column<Step>[] = [
  { header: 'Step', cell: ({ name }) => name },
  { header: 'On the way', numeric: true, cell: ({ figures }) => formatNumber(waiting(figures)) },
  { header: 'Sent', numeric: true, cell: ({ figures }) => formatNumber(figures.accepted) },
  opened,
  { header: 'Clicked', numeric: true, cell: ({ figures }) => ofSent(figures, figures.clicked) },
  { header: 'Skipped', numeric: true, cell: ({ figures }) => formatNumber(figures.skipped) },
  { header: 'Failed', numeric: true, cell: ({ figures }) => formatNumber(failedUnsent(figures)) },
];

function ofSent({ accepted }: CampaignFigures, count: number) {
  return (
    <>
      {formatNumber(count)} <small>{formatPart(count, accepted)}</small>
    </>
  );
}

/** Below this chance alone is commonly held unlikely. */
const SIGNIFICANT = 0.05;

function Variants({ campaign, stats }: { campaign: Campaign; stats: CampaignStats }) {
  const decision = campaign.decisions.at(-1);
  const { winner, variants, channel } = campaign;
  // Nobody knows whether an SMS was opened.
  const comparisons = stats.comparisons.filter(({ by }) => channel !== 'SMS' || by === 'CLICKS');
  return (
    <Panel
      title="Variants"
      note={
        decision
          ? `${nameOf(campaign, decision.winner)} won on ${formatDateTime(decision.at)}, by ${decision.by === 'OPENS' ? 'opens' : 'clicks'}; the rest get it`
          : winner
            ? `The one that is ${winner.by === 'OPENS' ? 'opened' : 'clicked'} most is sent to the rest`
            : 'With the range in which the true rate lies, 95 times of 100'
      }
    >
      <div className="comparisons">
        {comparisons.map((comparison) => {
          const most = Math.max(...comparison.rates.map(({ rate }) => (rate.of > 0 ? rate.high : 0)), 0.01);
          const best = comparison.rates[0];
          const isSure = comparison.probabilityOfChance < SIGNIFICANT;
          return (
            <div
              key={comparison.by}
              className="rates"
              role="group"
              aria-label={comparison.by === 'OPENS' ? 'Open rates' : 'Click rates'}
            >
              <h3>{comparison.by === 'OPENS' ? 'Opened' : 'Clicked'}</h3>
              {variants.map((_, at) => {
                const key = String.fromCharCode(65 + at);
                const rate = comparison.rates.find(({ variant }) => variant === key)?.rate;
                if (!rate) return null;
                const isBest = isSure && best?.variant === key;
                return (
                  <div key={key} className="rate">
                    <span className="rate-name">
                      {nameOf(campaign, key)}
                      {decision?.winner === key && (
                        <i className="bi bi-trophy-fill" role="img" aria-label="Winner" title="Winner" />
                      )}
                    </span>
                    <span className={`rate-track share-${at % 6}`} aria-hidden="true">
                      <span
                        className="rate-range"
                        style={
                          rate.of > 0
                            ? {
                                left: `${(rate.low / most) * 100}%`,
                                width: `${((rate.high - rate.low) / most) * 100}%`,
                              }
                            : { display: 'none' }
                        }
                      />
                      <span className="rate-mark" style={{ left: `${(rate.rate / most) * 100}%` }} />
                    </span>
                    <span className="rate-figure">
                      <strong>{formatPart(rate.successes, rate.of)}</strong>
                      <small>
                        {formatNumber(rate.successes)} of {formatNumber(rate.of)}
                      </small>
                      {isBest && <span className="visually-hidden">, best</span>}
                    </span>
                  </div>
                );
              })}
              <p className="form-text">{verdict(comparison, campaign)}</p>
            </div>
          );
        })}
      </div>
    </Panel>
  );
}

function nameOf({ variants }: Campaign, key: string): string {
  const name = variants[key.charCodeAt(0) - 65]?.name;
  return name ? `${key} ${name}` : key;
}

function verdict(
  { rates, probabilityOfChance }: CampaignStats['comparisons'][number],
  campaign: Campaign,
): string {
  const [best, next] = rates;
  if (!best || !next || best.rate.of === 0 || next.rate.of === 0) return 'There is nothing to compare yet.';
  const chance = formatPart(probabilityOfChance, 1);
  return probabilityOfChance < SIGNIFICANT
    ? `${nameOf(campaign, best.variant)} does better: chance alone would make such a difference in ${chance} of cases.`
    : `No difference is shown: chance alone would make one as great in ${chance} of cases.`;
}
