interface AnsweredByProps {
  /** `MODEL` for a language model, anything else for our own rules and statistics. */
  by: string;
  /** Which model it was. */
  model?: string | null;
  /** Why the model did not answer, where it was asked to. */
  instead?: string | null;
}

/** Who gave an answer: no reader takes a model's words for a measurement, or the other way round. */
export function AnsweredBy({ by, model, instead }: AnsweredByProps) {
  const isModel = by === 'MODEL';
  return (
    <span className="answered-by">
      <span className={`answered-badge ${isModel ? 'answered-model' : ''}`}>
        <i className={`bi bi-${isModel ? 'stars' : 'cpu'}`} aria-hidden="true" />
        {isModel ? `Written by ${model ?? 'a language model'}` : 'By built-in rules, no AI model'}
      </span>
      {instead && <small>{instead}</small>}
    </span>
  );
}
