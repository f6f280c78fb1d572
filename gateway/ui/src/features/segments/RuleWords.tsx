import { Link } from 'react-router';

interface RuleWordsProps {
  words: string | undefined;
  /** The words are of the rule before. */
  stale?: boolean;
  sameAs?: { id: string; name: string }[];
}

/** What a rule asks, as the server reads it back. */
export function RuleWords({ words, stale = false, sameAs = [] }: RuleWordsProps) {
  return (
    <div className="rule-said" aria-live="polite">
      {words && <p className={`rule-words ${stale ? 'is-stale' : ''}`}>{words}</p>}
      {sameAs.length > 0 && !stale && (
        <p className="rule-hint">
          <i className="bi bi-lightbulb" aria-hidden="true" />{' '}
          {sameAs.map(({ id, name }, at) => (
            <span key={id}>
              {at === 0 ? '' : at === sameAs.length - 1 ? ' and ' : ', '}“
              <Link to={`/segments/${id}`} target="_blank">
                {name}
              </Link>
              ”
            </span>
          ))}{' '}
          {sameAs.length === 1 ? 'asks' : 'ask'} the same.
        </p>
      )}
    </div>
  );
}
