import { screen, waitFor, within } from '@testing-library/react';
import { getResponse, http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Dashboard } from '@/lib/api/types';
import { plusDays, today } from '@/lib/range';
import { createMockApi } from '@/testing/mockApi';
import { problem } from '@/testing/mockHttp';
import { analyst, renderApp } from '@/testing/renderApp';

/** The figures that the mock platform answers with, changed. */
async function dashboard(change: Partial<Dashboard> = {}, query = 'days=30'): Promise<Dashboard> {
  const request = new Request(`http://localhost/api/insights/dashboard?${query}`);
  const response = await getResponse(createMockApi().handlers, request, { baseUrl: 'http://localhost' });
  return { ...((await response?.json()) as Dashboard), ...change };
}

const answering = (answer: (query: URLSearchParams) => object) =>
  http.get('/api/insights/dashboard', ({ request }) =>
    HttpResponse.json(answer(new URL(request.url).searchParams)),
  );

const figure = (name: string) => screen.findByRole('group', { name });

describe('the dashboard', () => {
  it('shows the figures, the segments that are live and how far campaigns are', async () => {
    const { api } = renderApp('/');
    expect(within(await figure('Customers')).getByText('132')).toBeVisible();
    const size = api.world.segments.find(({ id }) => id === 's1')?.size ?? 0;
    const segment = (await screen.findByRole('link', { name: 'Gold in the west' })).closest('li');
    expect(segment).toHaveTextContent(String(size));
    const progress = await screen.findByRole('progressbar', { name: 'Progress of Monsoon welcome' });
    const sent = api.world.messages.filter(
      ({ campaignId, state }) => campaignId === 'k1' && state === 'SENT',
    ).length;
    expect(progress).toHaveAttribute('aria-valuenow', String(sent));
  });

  it('sets each figure beside that of the period before', async () => {
    const shown = await dashboard();
    shown.orders = { ...shown.orders, counted: 150, revenue: '300000.00' };
    shown.before.orders = { ...shown.before.orders, counted: 100, revenue: '400000.00' };
    renderApp('/', { handlers: [answering(() => shown)] });
    expect(await figure('Orders')).toHaveTextContent(/150.*\+50%.*was 100/);
    expect(await figure('Revenue')).toHaveTextContent(/−25%.*was/);
  });

  it('moves by itself', async () => {
    const shown = await dashboard();
    let total = 1;
    renderApp('/', {
      handlers: [answering(() => ({ ...shown, customers: { ...shown.customers, total: total++ } }))],
    });
    const customers = await figure('Customers');
    expect(within(customers).getByText('1')).toBeVisible();
    expect(await within(customers).findByText('2', undefined, { timeout: 8_000 })).toBeVisible();
  });

  it('offers to begin with segments and campaigns, to whoever may', async () => {
    const nothing = [
      http.get('/api/segments', () => HttpResponse.json({ items: [] })),
      http.get('/api/campaigns', () => HttpResponse.json({ items: [] })),
    ];
    const { unmount } = renderApp('/', { handlers: nothing });
    expect(await screen.findByRole('link', { name: 'Create a segment' })).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Create a campaign' })).toBeVisible();
    unmount();

    renderApp('/', { handlers: [analyst, ...nothing] });
    expect(await screen.findByText('No segments yet')).toBeVisible();
    expect(await screen.findByText('Nothing is running')).toBeVisible();
    expect(screen.queryByRole('link', { name: /^Create/ })).not.toBeInTheDocument();
  });

  it('does not show as nothing what could not be counted', async () => {
    renderApp('/', {
      handlers: [http.get('/api/campaigns/:id/stats', () => problem(500, 'Away'))],
    });
    const row = (await screen.findByRole('link', { name: 'Monsoon welcome' })).closest('li');
    expect(row).toHaveTextContent('– / –');
  });

  it('still shows the rest when the insights fail', async () => {
    renderApp('/', {
      handlers: [http.get('/api/insights/dashboard', () => problem(500, 'Insights are away'))],
    });
    expect(await screen.findByText('Insights are away')).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Gold in the west' })).toBeVisible();
  });
});

describe('the period', () => {
  it('is chosen by name or by its days, and stands in the address', async () => {
    const asked: string[] = [];
    const shown = await dashboard();
    const { user, router } = renderApp('/', {
      handlers: [answering((query) => (asked.push(query.toString()), shown))],
    });
    await figure('Revenue');
    expect(asked.at(-1)).toBe('days=30');

    await user.click(screen.getByRole('button', { name: /^Last 30 days/ }));
    await user.click(await screen.findByRole('button', { name: 'Last 90 days' }));
    await waitFor(() => expect(asked.at(-1)).toBe('days=90'));
    expect(router.state.location.search).toBe('?range=90d');
    expect(screen.queryByRole('dialog', { name: 'Period' })).toBeNull();

    const [from, to] = [plusDays(today(), -20), plusDays(today(), -10)];
    await user.click(screen.getByRole('button', { name: /^Last 90 days/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Period' }));
    await user.clear(dialog.getByLabelText('From'));
    await user.type(dialog.getByLabelText('From'), from);
    await user.clear(dialog.getByLabelText('To'));
    await user.type(dialog.getByLabelText('To'), plusDays(today(), -25));
    expect(dialog.getByText('It ends before it begins.')).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Show these days' })).toBeDisabled();
    await user.clear(dialog.getByLabelText('To'));
    await user.type(dialog.getByLabelText('To'), to);
    await user.click(dialog.getByRole('button', { name: 'Show these days' }));
    await waitFor(() => expect(asked.at(-1)).toBe(`from=${from}&to=${to}`));
    expect(router.state.location.search).toBe(`?from=${from}&to=${to}`);
  });

  it('gives the focus back when it is closed by its key', async () => {
    const { user } = renderApp('/');
    const toggle = await screen.findByRole('button', { name: /^Last 30 days/ });
    await user.click(toggle);
    expect(await screen.findByRole('button', { name: 'Last 30 days' })).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Period' })).toBeNull());
    expect(screen.getByRole('button', { name: /^Last 30 days/ })).toHaveFocus();
  });

  it('of a week can be looked at by the hour', async () => {
    const asked: string[] = [];
    const { user } = renderApp('/?range=7d', {
      handlers: [
        http.get('/api/insights/dashboard', ({ request }) => {
          asked.push(new URL(request.url).search);
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Hours' }));
    await waitFor(() => expect(asked.at(-1)).toBe('?days=7&granularity=hour'));
    expect(await screen.findByRole('img', { name: /Revenue over 168 hours/ })).toBeVisible();
  });
});

describe('the chart', () => {
  it('shows the figure that is chosen, and all of it as a table', async () => {
    const { user } = renderApp('/');
    expect(await screen.findByRole('img', { name: /^Revenue over 30 days/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show orders in the chart' }));
    expect(screen.getByRole('button', { name: 'Show orders in the chart' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(await screen.findByRole('img', { name: /^Orders over 30 days/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show as a table' }));
    const table = await screen.findByRole('table', { name: 'Orders by day' });
    expect(within(table).getAllByRole('row')).toHaveLength(31);
    expect(within(table).getByRole('columnheader', { name: 'Usual' })).toBeVisible();
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(/, so far/);
    expect(within(table).getAllByText(/, so far$/)).toHaveLength(1);
  });

  it('marks days out of the ordinary, and says what made them so', async () => {
    const { user } = renderApp('/?range=90d&by=week');
    const panel = within(await screen.findByRole('region', { name: 'Out of the ordinary' }));
    expect(panel.getAllByText(/Most of it comes from Pune/)[0]).toBeVisible();
    await user.click(panel.getAllByRole('button', { name: /^Revenue,/ })[0] as HTMLElement);
    expect(
      await screen.findByRole('img', { name: /^Revenue over 90 days.*2 days outside of what is usual/ }),
    ).toBeVisible();
  });

  it('does not call days usual that there is nothing to compare with', async () => {
    const shown = await dashboard({ anomalies: [], bands: [] });
    renderApp('/', { handlers: [answering(() => shown)] });
    expect(await screen.findByText('Nothing to compare with yet')).toBeVisible();
    expect(screen.queryByText('Every day was as usual')).toBeNull();
  });
});

describe('where it comes from', () => {
  it('is split by what is asked for, with what moved most', async () => {
    const { user } = renderApp('/');
    const cities = await screen.findByRole('table', { name: 'By city' });
    expect(within(cities).getByRole('row', { name: /^Pune/ })).toBeVisible();
    expect(within(cities).queryByRole('row', { name: /^Kochi/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show all 9 rows' }));
    expect(within(cities).getByRole('row', { name: /^Kochi/ })).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Category' }));
    expect(within(screen.getByRole('table', { name: 'By category' })).getAllByRole('row')).toHaveLength(5);
    expect(within(screen.getByRole('region', { name: 'Top movers' })).getAllByRole('listitem')).toHaveLength(
      6,
    );
  });

  it('is told group by group of customers', async () => {
    renderApp('/');
    const groups = await screen.findByRole('table', { name: 'Customer groups' });
    expect(within(groups).getByRole('row', { name: /^Champions/ })).toHaveTextContent('14%');
  });
});

it('a question that is asked here is answered on its page', async () => {
  const { user, router } = renderApp('/');
  await user.type(await screen.findByRole('textbox', { name: 'Question' }), 'Which city grew most?{Enter}');
  expect(await screen.findByText(/^Pune grew most/)).toBeVisible();
  expect(router.state.location.pathname + router.state.location.search).toBe(
    '/ask?q=Which+city+grew+most%3F',
  );
});
