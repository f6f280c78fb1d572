/**
 * The sandbox keeps scripts, forms and links still. Pictures from elsewhere stay out unless asked for: opening a sent
 * message here must not count as the customer opening it, nor tell the sender's image host who reads.
 */
const policyOf = (pictures: boolean) =>
  `default-src 'none'; style-src 'unsafe-inline'; img-src data:${pictures ? ' https:' : ''}; font-src data:`;

/** For content that brings no looks of its own. */
const LOOKS =
  '<style>body{font-family:system-ui,sans-serif;margin:16px;color:#1c1f2b;line-height:1.5;overflow-wrap:anywhere}</style>';

const isDocument = (html: string) => /<(html|body)[\s>]/i.test(html);

interface HtmlFrameProps {
  /** A fragment or a whole document. */
  html: string;
  title: string;
  /** Pictures from elsewhere are loaded: for content that was not sent to anybody. */
  pictures?: boolean;
  className?: string;
}

export function HtmlFrame({ html, title, pictures = false, className = '' }: HtmlFrameProps) {
  // What stands first is in the head, whatever follows: a second head or doctype is ignored by the parser.
  const page = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policyOf(pictures)}"><meta name="referrer" content="no-referrer">${isDocument(html) ? '' : LOOKS}${html}`;
  return <iframe className={`html-frame ${className}`} title={title} sandbox="" srcDoc={page} />;
}
