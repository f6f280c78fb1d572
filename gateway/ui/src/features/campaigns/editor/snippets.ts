/** Where a person goes on writing in Liquid that was inserted: what stands for something else, else behind it. */
export function selectionIn(snippet: string): [from: number, to: number] {
  const words = /default: '([^']*)'/.exec(snippet);
  if (words) {
    const from = words.index + "default: '".length;
    return [from, from + (words[1]?.length ?? 0)];
  }
  const gap = snippet.indexOf('…');
  return gap < 0 ? [snippet.length, snippet.length] : [gap, gap + 1];
}
