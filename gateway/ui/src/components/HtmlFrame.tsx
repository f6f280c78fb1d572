/**
 * Remote content stays out: opening a sent message here must not count as the customer opening it,
 * nor tell the sender's image host who reads. The sandbox keeps scripts, forms and links still.
 */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

interface HtmlFrameProps {
  html: string;
  title: string;
}

export function HtmlFrame({ html, title }: HtmlFrameProps) {
  const page = `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${policy}"><style>body{font-family:system-ui,sans-serif;margin:16px;color:#1c1f2b;line-height:1.5;overflow-wrap:anywhere}</style></head><body>${html}</body></html>`;
  return <iframe className="html-frame" title={title} sandbox="" srcDoc={page} />;
}
