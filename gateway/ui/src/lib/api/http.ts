import { Problem } from './problem';

type Query = Record<string, string | number | boolean | undefined | null>;

interface Options {
  query?: Query;
  body?: unknown;
  contentType?: string;
  /** The version that the change was made on: sent as `If-Match`. */
  version?: number;
  signal?: AbortSignal;
}

/** The value of the cookie that the gateway lets scripts read, to be sent back as a header. */
export function xsrfToken(cookies: string = document.cookie): string | undefined {
  const pair = cookies.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
  return pair === undefined ? undefined : decodeURIComponent(pair.slice('XSRF-TOKEN='.length));
}

async function send(method: string, path: string, options: Options = {}): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  if (options.body !== undefined) headers.set('Content-Type', options.contentType ?? 'application/json');
  if (options.version !== undefined) headers.set('If-Match', `"${options.version}"`);
  const token = method === 'GET' ? undefined : xsrfToken();
  if (token !== undefined) headers.set('X-XSRF-TOKEN', token);

  let response: Response;
  try {
    response = await fetch(path + queryString(options.query), {
      method,
      headers,
      body:
        options.body === undefined || options.body instanceof Blob
          ? options.body
          : JSON.stringify(options.body),
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw Problem.unreachable();
  }
  if (!response.ok) throw await Problem.of(response);
  return response;
}

async function json<T>(method: string, path: string, options?: Options): Promise<T> {
  const response = await send(method, path, options);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

function queryString(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

export const http = {
  get: <T>(path: string, options?: Pick<Options, 'query' | 'signal'>) => json<T>('GET', path, options),
  post: <T>(path: string, body?: unknown, signal?: AbortSignal) => json<T>('POST', path, { body, signal }),
  /** A step of something as it was looked at, and no later. */
  step: <T>(path: string, body: unknown, version: number | undefined) =>
    json<T>('POST', path, { body, version }),
  /** A file as it is, streamed by the browser. */
  upload: <T>(path: string, file: Blob, query: Query) =>
    json<T>('POST', path, { body: file, contentType: 'text/csv', query }),
  put: <T>(path: string, body: unknown, version?: number) => json<T>('PUT', path, { body, version }),
  /** RFC 7396: names what changes, `null` clears. */
  patch: <T>(path: string, body: unknown, version: number) =>
    json<T>('PATCH', path, { body, version, contentType: 'application/merge-patch+json' }),
  remove: <T = void>(path: string, version?: number) => json<T>('DELETE', path, { version }),
  /** A file that is offered only once all of it has come, so that a problem can be shown in its place. */
  download: async (path: string) => (await send('GET', path)).blob(),
};

/** Ends the session. The gateway may answer with a redirect, which a script has no use for. */
export async function signOut(): Promise<void> {
  const token = xsrfToken();
  const response = await fetch('/logout', {
    method: 'POST',
    headers: token === undefined ? {} : { 'X-XSRF-TOKEN': token },
    redirect: 'manual',
    credentials: 'same-origin',
  });
  if (!response.ok && response.type !== 'opaqueredirect' && response.status !== 302) {
    throw await Problem.of(response);
  }
}
