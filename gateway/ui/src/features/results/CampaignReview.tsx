import { AnsweredBy } from '@/components/AnsweredBy';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { Problem } from '@/lib/api/problem';
import type { CampaignReview as Review } from '@/lib/api/types';
import { useReview } from './api';

/** What is to be learnt from a campaign: figures of ours, words of a model or of ours. */
export function CampaignReview({ campaignId }: { campaignId: string }) {
  const review = useReview(campaignId);
  // Before anything was sent there is nothing to look back at.
  const early = review.error instanceof Problem && [404, 409].includes(review.error.status);
  return (
    <Panel title="Review" note="What happened, and what to do next time">
      {review.isPending ? (
        <Skeleton rows={4} label="Loading the review" />
      ) : early && !review.data ? (
        <EmptyState icon="journal-text" title="Too early to look back">
          {review.error?.message}
        </EmptyState>
      ) : review.isError && !review.data ? (
        <ErrorState error={review.error} onRetry={() => void review.refetch()} />
      ) : (
        <Text review={review.data} />
      )}
    </Panel>
  );
}

function Text({ review }: { review: Review }) {
  const { headline, paragraphs, nextTime, figures } = review;
  return (
    <>
      <p className="summary-headline">{headline}</p>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {nextTime.length > 0 && (
        <>
          <h3 className="next-time">Next time</h3>
          <ul>
            {nextTime.map((advice) => (
              <li key={advice}>{advice}</li>
            ))}
          </ul>
        </>
      )}
      <AnsweredBy origin={review} />
      {figures.length > 0 && (
        <details className="how">
          <summary>The figures behind it</summary>
          <dl className="meanings">
            {figures.map(({ name, label, text, definition }) => (
              <div key={name}>
                <dt>
                  {label} <strong>{text}</strong>
                </dt>
                <dd>{definition}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
