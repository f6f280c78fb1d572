import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { runnerImport, type Connect, type Plugin } from 'vite';

interface Responder {
  respond: (request: Request) => Promise<Response | undefined>;
}

/** Serves the mock API and a sign-in page with people to choose from, in `vite` and in `vite preview`. */
export function mockPlatform(): Plugin {
  let loading: Promise<Responder> | undefined;
  const responder = () =>
    (loading ??= runnerImport<Responder>(fileURLToPath(new URL('./mockResponder.ts', import.meta.url)), {
      resolve: { alias: { '@': fileURLToPath(new URL('..', import.meta.url)) } },
    }).then(({ module }) => module));

  const middleware: Connect.NextHandleFunction = (incoming, outgoing, next) => {
    if (!/^\/(api\/|login|logout)/.test(incoming.url ?? '')) return next();
    void (async () => {
      const { respond } = await responder();
      const response = await respond(await requestOf(incoming));
      if (response) await send(response, outgoing);
      else next();
    })().catch(next);
  };

  return {
    name: 'mock-platform',
    configureServer: (server) => void server.middlewares.use(middleware),
    configurePreviewServer: (server) => void server.middlewares.use(middleware),
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return new Request(`http://localhost${incoming.url ?? '/'}`, {
    method: incoming.method,
    headers: Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
    body: body.length > 0 ? body : undefined,
  });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
