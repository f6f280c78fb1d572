import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { ErrorState, Skeleton } from '@/components/states';
import type { SegmentSuggestion, SegmentSuggestions } from '@/lib/api/types';
import { formatDateTime, formatMoney, formatNumber, plural } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useSuggestions } from './wordsApi';

const FEW = 3;

/** Segments that the data suggests; none is made before a person has looked at its rule. */
export function Suggestions() {
  const suggestions = useSuggestions();
  const [all, setAll] = useState(false);
  // A help, not what the page is for: where there is none, there is nothing to say.
  if (suggestions.data?.items.length === 0) return null;
  const items = suggestions.data?.items ?? [];
  return (
    <Panel
      title="Suggested by your data"
      note={suggestions.data && `Counted ${formatDateTime(suggestions.data.countedAt)}`}
      className="mb-4"
      actions={
        items.length > FEW && (
          <Button variant="link" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${formatNumber(items.length)}`}
          </Button>
        )
      }
    >
      {suggestions.isPending ? (
        <Skeleton rows={3} label="Loading suggestions" />
      ) : suggestions.isError && !suggestions.data ? (
        <ErrorState error={suggestions.error} onRetry={() => void suggestions.refetch()} />
      ) : (
        <ul className="suggestions">
          {(all ? items : items.slice(0, FEW)).map((suggestion) => (
            <Card key={suggestion.name} suggestion={suggestion} of={suggestions.data} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const icons: Partial<Record<SegmentSuggestion['key'], string>> = {
  AT_RISK_HIGH_VALUE: 'heartbreak',
  SECOND_PURCHASE_DUE: 'bag-plus',
  LAPSED_BY_CATEGORY: 'hourglass-bottom',
  BIRTHDAY_SOON: 'cake2',
  NEW_WITHOUT_ORDER: 'person-plus',
  ENGAGED_NON_BUYERS: 'envelope-open-heart',
  BEST_CUSTOMERS: 'trophy',
};

function Card({ suggestion, of }: { suggestion: SegmentSuggestion; of: SegmentSuggestions }) {
  const { key, name, why, rule, size, revenue, worth } = suggestion;
  const canWrite = useCan('write');
  return (
    <li className="suggestion">
      <div className="suggestion-head">
        <i className={`bi bi-${icons[key] ?? 'lightbulb'}`} aria-hidden="true" />
        <strong>{name}</strong>
      </div>
      <p className="suggestion-size">
        {plural(size, 'customer')}
        {revenue !== undefined && (
          <small> who spent {formatMoney(revenue, of.currency, { compact: true })} so far</small>
        )}
      </p>
      <p className="suggestion-why">{why}</p>
      {worth !== undefined && (
        <p className="suggestion-why">
          One more order of each would bring {formatMoney(worth, of.currency, { compact: true })}.
        </p>
      )}
      {canWrite && (
        <Link
          to="/segments/new"
          state={{ draft: { name, rule } }}
          className="btn btn-sm btn-outline-secondary"
          aria-label={`Use as draft: ${name}`}
        >
          Use as draft
        </Link>
      )}
    </li>
  );
}
