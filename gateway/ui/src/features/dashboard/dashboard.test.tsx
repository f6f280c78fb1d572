import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { problem } from '@/testing/mockHttp';
import { renderApp } from '@/testing/renderApp';

it('shows the figures, the segments that are live and how far campaigns are', async () => {
  const { api } = renderApp('/');
  expect(within(await screen.findByRole('group', { name: 'Customers' })).getByText('132')).toBeVisible();
  const size = api.world.segments.find(({ id }) => id === 's1')?.size ?? 0;
  const segment = (await screen.findByRole('link', { name: 'Gold in the west' })).closest('li');
  expect(segment).toHaveTextContent(String(size));
  const progress = await screen.findByRole('progressbar', { name: 'Progress of Monsoon welcome' });
  const sent = api.world.messages.filter(
    ({ campaignId, state }) => campaignId === 'k1' && state === 'SENT',
  ).length;
  expect(progress).toHaveAttribute('aria-valuenow', String(sent));
});

it('moves by itself', async () => {
  let total = 1;
  renderApp('/', {
    handlers: [
      http.get('/api/insights/dashboard', () =>
        HttpResponse.json({
          asOf: new Date().toISOString(),
          currency: 'INR',
          customers: { total: total++, new: 0, active: 0 },
          orders: { total: 0, counted: 0, revenue: '0.00' },
          messages: { queued: 0, sent: 0, delivered: 0, failed: 0, skipped: 0, unconfirmed: 0 },
          series: [],
          topCities: [],
          period: { days: 30 },
        }),
      ),
    ],
  });
  const customers = await screen.findByRole('group', { name: 'Customers' });
  expect(within(customers).getByText('1')).toBeVisible();
  expect(await within(customers).findByText('2', undefined, { timeout: 8_000 })).toBeVisible();
});

it('still shows the rest when the insights fail', async () => {
  renderApp('/', {
    handlers: [http.get('/api/insights/dashboard', () => problem(500, 'Insights are away'))],
  });
  expect(await screen.findByText('Insights are away')).toBeVisible();
  expect(await screen.findByRole('link', { name: 'Gold in the west' })).toBeVisible();
});
