import { useEffect, useRef, useState } from 'react';
import type { Campaign } from '@/lib/api/types';
import { formatNumber, formatPart } from '@/lib/format';
import { useRowStats } from './api';
import { waiting } from './figures';

/** How a campaign does, in a row of a list; asked for once the row is in sight. */
export function RowFigures({ campaign }: { campaign: Campaign }) {
  const here = useRef<HTMLDivElement>(null);
  const [inSight, setInSight] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (!here.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setInSight(true);
    });
    observer.observe(here.current);
    return () => observer.disconnect();
  }, []);
  const { data: stats, isError } = useRowStats(campaign, inSight);
  if (!campaign.startedAt) return <span className="muted">–</span>;
  if (isError && !stats) {
    return (
      <span className="muted" title="The figures could not be loaded; they are asked for again in a while">
        –
      </span>
    );
  }
  const { accepted = 0, opened = 0, clicked = 0, total = 0 } = stats ?? {};
  const isMail = campaign.channel === 'EMAIL';
  const left = stats ? waiting(stats) : 0;
  return (
    <div ref={here} className="row-figures" aria-busy={!stats}>
      <span title="Sent">
        <i className="bi bi-send" role="img" aria-label="Sent" /> {stats ? formatNumber(accepted) : '…'}
      </span>
      {isMail && (
        <span title={`${formatNumber(opened)} opened`}>
          <i className="bi bi-envelope-open" role="img" aria-label="Opened" />{' '}
          {stats ? formatPart(opened, accepted) : '…'}
        </span>
      )}
      <span title={`${formatNumber(clicked)} clicked`}>
        <i className="bi bi-hand-index" role="img" aria-label="Clicked" />{' '}
        {stats ? formatPart(clicked, accepted) : '…'}
      </span>
      {left > 0 && campaign.state === 'RUNNING' && (
        <div
          className="meter"
          role="progressbar"
          aria-label={`Progress of ${campaign.name}`}
          aria-valuenow={Math.round(((total - left) / total) * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <span style={{ width: `${((total - left) / total) * 100}%` }} />
        </div>
      )}
    </div>
  );
}
