import { getResponse, http, HttpResponse } from 'msw';
import { createMockApi } from './mockApi';

const api = createMockApi(false);

const signIn = [
  http.get('/login', ({ request }) =>
    HttpResponse.html(
      `<!doctype html><title>Choose an account</title><h1>Choose an account</h1><a href="/login/as/ada${new URL(request.url).search}">Ada Lovelace</a>`,
    ),
  ),
  http.get('/login/as/ada', ({ request }) => {
    api.session.signedIn = true;
    const location = new URL(request.url).searchParams.get('returnTo') ?? '/';
    return new HttpResponse(null, { status: 302, headers: { location } });
  }),
];

/** Relative handler paths are matched against the origin that the middleware gives its requests. */
export function respond(request: Request): Promise<Response | undefined> {
  return getResponse([...signIn, ...api.handlers], request, { baseUrl: 'http://localhost' });
}
