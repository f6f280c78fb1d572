/** Where in a template something is; both count from 1. */
export interface Place {
  line: number;
  column: number;
}

/** The place that a fault names in its words. */
export function placeOf(detail: string): Place | undefined {
  const match = /\bline (\d+)(?:,? column (\d+))?/i.exec(detail);
  return match ? { line: Number(match[1]), column: Number(match[2] ?? 1) } : undefined;
}

/** How many characters stand before a place. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(before + Math.max(column - 1, 0), text.length);
}
