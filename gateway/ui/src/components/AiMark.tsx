/** Marks what no person wrote, whoever accepted it. */
export function AiMark() {
  return (
    <span className="ai-mark" title="Suggested by AI">
      <i className="bi bi-stars" aria-hidden="true" /> AI
    </span>
  );
}
