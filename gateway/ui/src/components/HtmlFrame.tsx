/**
 * The sandbox keeps scripts, forms and links still. Pictures from elsewhere stay out unless asked for: opening a sent
 * message here must not count as the customer opening it, nor tell the sender's image host who reads.
 */
const policyOf = (pictures: boolean) =>
  `default-src 'none'; style-src 'unsafe-inline'; img-src data:${pictures ? ' https:' : ''}; font-src data:`;

interface HtmlFrameProps {
  html: string;
  title: string;
  /** Pictures from elsewhere are loaded: for content that was not sent to anybody. */
  pictures?: boolean;
  className?: string;
}

export function HtmlFrame({ html, title, pictures = false, className = '' }: HtmlFrameProps) {
  const page = `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${policyOf(pictures)}"><meta name="referrer" content="no-referrer"><style>body{font-family:system-ui,sans-serif;margin:16px;color:#1c1f2b;line-height:1.5;overflow-wrap:anywhere}</style></head><body>${html}</body></html>`;
  return <iframe className={`html-frame ${className}`} title={title} sandbox="" srcDoc={page} />;
}
