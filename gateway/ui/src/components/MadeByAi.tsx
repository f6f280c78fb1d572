interface MadeByAiProps {
  /** Who read it and took it. */
  acceptedBy?: string;
}

/** Marks what a machine put into words. */
export function MadeByAi({ acceptedBy }: MadeByAiProps) {
  return (
    <span className="made-by-ai" title={acceptedBy ? `Accepted by ${acceptedBy}` : undefined}>
      <i className="bi bi-stars" aria-hidden="true" /> AI
      {acceptedBy && <span className="visually-hidden">, accepted by {acceptedBy}</span>}
    </span>
  );
}
