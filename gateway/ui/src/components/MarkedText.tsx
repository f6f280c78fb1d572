export interface Mark {
  /** Offsets into the text, the second one after the last character. */
  from: number;
  to: number;
  kind: 'understood' | 'not-understood';
  /** What the part was taken for, or why it was not. */
  meaning?: string;
}

interface Piece {
  at: number;
  text: string;
  mark?: Mark;
}

/** The text cut at the marks, in order. Marks outside of it are dropped, and one that overlaps another begins after it. */
export function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const from = Math.max(mark.from, at);
    const to = Math.min(mark.to, text.length);
    if (from >= to) continue;
    if (from > at) pieces.push({ at, text: text.slice(at, from) });
    pieces.push({ at: from, text: text.slice(from, to), mark });
    at = to;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at) });
  return pieces;
}

const said = { understood: 'understood', 'not-understood': 'not understood' };

interface MarkedTextProps {
  text: string;
  marks: readonly Mark[];
}

/** A person's own words, with what was made of each part: said to screen readers, and never by colour alone. */
export function MarkedText({ text, marks }: MarkedTextProps) {
  return (
    <p className="marked-text">
      {piecesOf(text, marks).map(({ at, text: piece, mark }) =>
        mark ? (
          <mark key={at} className={`mark-${mark.kind}`} title={mark.meaning}>
            <span className="visually-hidden">{said[mark.kind]}: </span>
            {piece}
          </mark>
        ) : (
          <span key={at}>{piece}</span>
        ),
      )}
    </p>
  );
}
