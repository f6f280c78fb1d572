const MARKUP = /<\/?[a-z][^>]*>/i;

/** As a mail wants it: what is plain becomes paragraphs, and variables stay what they are. */
export function htmlOf(text: string): string {
  if (MARKUP.test(text)) return text;
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(escaped).join('<br>')}</p>`)
    .join('\n');
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** All but what Liquid reads. */
function escaped(text: string): string {
  return text
    .split(/(\{\{.*?\}\}|\{%.*?%\})/)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? sign)))
    .join('');
}
