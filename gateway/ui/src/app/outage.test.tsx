import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';

/** As a gateway answers for a service that is not there, but for the status, which would be tried again for seconds. */
const away = http.all('/api/*', ({ request }) =>
  new URL(request.url).pathname === '/api/me'
    ? undefined
    : HttpResponse.json(
        { type: 'about:blank', title: 'Internal Server Error', status: 500, detail: 'It does not answer.' },
        { status: 500, headers: { 'content-type': 'application/problem+json' } },
      ),
);

it.each([
  ['/', 'Dashboard'],
  ['/ask?q=Which city grew most?', 'Ask'],
  ['/customers', 'Customers'],
  ['/customers/c0001', 'Customer'],
  ['/customers/duplicates', 'Duplicates'],
  ['/customers/erasures', 'Erasures'],
  ['/customers/import', 'Import customers'],
  ['/customers/rejected', 'Rejected records'],
  ['/orders', 'Orders'],
  ['/segments', 'Segments'],
  ['/segments/new', 'New segment'],
  ['/segments/s1', 'Segment'],
  ['/segments/s1/edit', 'Edit segment'],
  ['/segments/s3/why/c0005', 'Why'],
  ['/campaigns', 'Campaigns'],
  ['/campaigns/k1', 'Campaign'],
  ['/campaigns/k6/edit', 'Edit campaign'],
  ['/communications', 'Communications'],
  ['/communications?view=tasks', 'Communications'],
  ['/settings/delivery', 'Delivery settings'],
  ['/settings/brand', 'Brand settings'],
  ['/settings/suppressions', 'Suppressions'],
  ['/settings/ai', 'AI settings'],
])('%s says that it cannot be loaded, and offers to try again', async (path, heading) => {
  const { container } = renderApp(path, { handlers: [away] });
  expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeVisible();
  expect((await screen.findAllByText('Something went wrong on our side'))[0]).toBeVisible();
  expect((await screen.findAllByRole('button', { name: 'Try again' }))[0]).toBeVisible();
  await waitFor(() => expect(container.querySelector('.skeleton')).toBeNull());
  expect(container.textContent).not.toMatch(/about:blank|undefined|NaN|\[object|"status"/);
  expect(await faultsOf(container)).toEqual([]);
});

it('what somebody may not see is not offered again', async () => {
  renderApp('/segments/s1', {
    handlers: [
      http.get('/api/segments/s1', () =>
        HttpResponse.json({ title: 'Forbidden', status: 403 }, { status: 403 }),
      ),
    ],
  });
  expect(await screen.findByText('You may not do that')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
});

it.each([
  ['/customers/gone', 'Customer'],
  ['/segments/gone', 'Segment'],
  ['/segments/gone/edit', 'Edit segment'],
  ['/campaigns/gone', 'Campaign'],
  ['/campaigns/gone/edit', 'Edit campaign'],
])('%s says that there is no such thing', async (path, heading) => {
  const { container } = renderApp(path);
  expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeVisible();
  expect(await screen.findByText(/There is no such|not found/i)).toBeVisible();
  await waitFor(() => expect(container.querySelector('.skeleton')).toBeNull());
});
