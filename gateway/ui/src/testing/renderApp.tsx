import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { http, HttpResponse, type HttpHandler } from 'msw';
import { createMemoryRouter } from 'react-router';
import { App } from '@/app/App';
import { routes } from '@/app/routes';
import { createQueryClient } from '@/lib/queryClient';
import type { Me } from '@/lib/api/types';
import { ada, createMockApi } from './mockApi';
import { server } from './server';

interface Options {
  signedIn?: boolean;
  /** Answers that come before the mock API's own. */
  handlers?: HttpHandler[];
}

/** Signed in as somebody who only reads. */
export const analyst = http.get('/api/me', () => HttpResponse.json<Me>({ ...ada, roles: ['ANALYST'] }));

/** The whole app at a path, on a mock API of its own. */
export function renderApp(path: string, { signedIn = true, handlers = [] }: Options = {}) {
  const api = createMockApi(signedIn);
  server.use(...handlers, ...api.handlers);
  const client = createQueryClient();
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const view = render(<App client={client} router={router} />);
  return { ...view, api, router, client, user: userEvent.setup() };
}
