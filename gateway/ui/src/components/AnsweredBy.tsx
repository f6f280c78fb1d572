interface AnsweredByProps {
  origin: {
    /** `RULES_ENGINE`, or `MODEL:` and the model's name. */
    answeredBy: string;
    /** Why the model did not, where it was to. */
    notice?: string;
  };
}

const MODEL = 'MODEL:';

export function isByModel({ answeredBy }: { answeredBy: string }): boolean {
  return answeredBy.startsWith(MODEL);
}

/** Who gave an answer: no reader takes a model's words for a measurement, or the other way round. */
export function AnsweredBy({ origin }: AnsweredByProps) {
  const model = isByModel(origin) ? origin.answeredBy.slice(MODEL.length) : null;
  return (
    <span className="answered-by">
      <span className={`answered-badge ${model === null ? '' : 'answered-model'}`}>
        <i className={`bi bi-${model === null ? 'cpu' : 'stars'}`} aria-hidden="true" />
        {model === null ? 'By built-in rules, without an AI model' : `By ${model || 'a language model'}`}
      </span>
      {origin.notice && <small>{origin.notice}</small>}
    </span>
  );
}
