import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Order } from '@/lib/api/types';
import { toLocalInput } from '@/lib/format';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';

const dayOf = (at: string | Date) => toLocalInput(at).slice(0, 10);
const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);

describe('orders', () => {
  it('are filtered by status', async () => {
    const { user } = renderApp('/orders');
    await screen.findByRole('table', { name: 'Orders' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'CANCELLED');
    await waitFor(() => {
      const table = screen.getByRole('table', { name: 'Orders' });
      expect(within(table).queryByText('Paid')).not.toBeInTheDocument();
      expect(within(table).getAllByText('Cancelled').length).toBeGreaterThan(3);
    });
  });

  it('are narrowed by filters that stand in the address, and are exported by the same', async () => {
    const { user, api, router, container } = renderApp('/orders?status=PAID');
    await screen.findByRole('table', { name: 'Orders' });
    const order = api.world.orders.find(({ status }) => status === 'PAID');
    const day = dayOf(order?.placedAt ?? '');
    await user.type(
      screen.getByRole('searchbox', { name: 'Search by order number' }),
      order?.externalId ?? '',
    );
    await screen.findByText('Showing 1 – that’s all');
    await user.click(screen.getByRole('button', { name: 'Filters' }));
    const panel = await screen.findByRole('form', { name: 'Filters' });
    await user.type(within(panel).getByLabelText('Placed from'), day);
    await user.type(within(panel).getByLabelText('Placed to'), day);
    await user.type(within(panel).getByRole('spinbutton', { name: 'Total from' }), order?.total ?? '');
    await user.type(within(panel).getByRole('spinbutton', { name: 'Total to' }), `${order?.total}{Enter}`);

    expect(await screen.findByRole('button', { name: 'Filters 4 active' })).toBeVisible();
    const table = await screen.findByRole('table', { name: 'Orders' });
    expect(within(table).getByText(order?.externalId ?? '')).toBeVisible();
    const query = new URLSearchParams({
      search: order?.externalId ?? '',
      status: 'PAID',
      from: day,
      to: day,
      minTotal: order?.total ?? '',
      maxTotal: order?.total ?? '',
    });
    expect(Object.fromEntries(new URLSearchParams(router.state.location.search))).toEqual(
      Object.fromEntries(query),
    );
    expect(screen.getByRole('link', { name: 'Export' })).toHaveAttribute(
      'href',
      `/api/orders/export?${query}`,
    );
    expect(await faultsOf(container)).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(router.state.location.search).toBe(`?search=${order?.externalId}`));
    expect(screen.getByRole('combobox', { name: 'Status' })).toHaveValue('');
    expect(within(panel).getByLabelText('Placed from')).toHaveValue('');
  });

  it.each([
    ['search=O-700', ({ externalId }: Order) => externalId?.startsWith('O-700')],
    ['from=DAY', ({ placedAt }: Order) => dayOf(placedAt) >= dayOf(twoDaysAgo)],
    ['to=DAY', ({ placedAt }: Order) => dayOf(placedAt) <= dayOf(twoDaysAgo)],
    ['minTotal=13497.00', ({ total }: Order) => Number(total) >= 13_497],
    ['maxTotal=349.50', ({ total }: Order) => Number(total) <= 349.5],
  ])('are those of a link with %s', async (query, wanted) => {
    const { api } = renderApp(`/orders?${query.replace('DAY', dayOf(twoDaysAgo))}`);
    const table = await screen.findByRole('table', { name: 'Orders' });
    const found = api.world.orders.filter(wanted).map(({ externalId }) => externalId);
    const shown = within(table)
      .getAllByText(/^O-/)
      .map(({ textContent }) => textContent);
    expect(shown).toEqual(found.slice(0, 50));
  });

  it('are deleted after a second thought, on the version that was shown', async () => {
    let ifMatch: string | null = null;
    const { user, api } = renderApp('/orders', {
      handlers: [
        http.delete('/api/orders/:id', ({ request }) => {
          ifMatch = request.headers.get('if-match');
        }),
      ],
    });
    const order = api.world.orders[0];
    const name = order?.externalId ?? '';
    await user.click(await screen.findByRole('button', { name: `Delete ${name}` }));
    const dialog = await screen.findByRole('dialog', { name: `Delete order ${name}?` });
    expect(await faultsOf(dialog)).toEqual([]);
    expect(api.world.orders).toContain(order);
    await user.click(within(dialog).getByRole('button', { name: 'Delete order' }));

    await waitFor(() =>
      expect(screen.queryByRole('button', { name: `Delete ${name}` })).not.toBeInTheDocument(),
    );
    expect(ifMatch).toBe(`"${order?.version}"`);
  });

  it('are not deleted by analysts', async () => {
    renderApp('/orders', {
      handlers: [
        http.get('/api/me', () =>
          HttpResponse.json({ id: 'u2', name: 'Ann', email: 'ann@example.com', roles: ['ANALYST'] }),
        ),
      ],
    });
    await screen.findByRole('table', { name: 'Orders' });
    expect(screen.queryByRole('button', { name: /^Delete/ })).not.toBeInTheDocument();
  });

  it('are in the currency of the platform while there is no other to tell it by', async () => {
    let sent: Record<string, unknown> = {};
    const { user } = renderApp('/orders', {
      handlers: [
        http.get('/api/orders', () => HttpResponse.json({ items: [] })),
        http.post('/api/orders', async ({ request }) => {
          sent = (await request.clone().json()) as Record<string, unknown>;
        }),
      ],
    });
    await screen.findByText('No orders yet');
    await user.click(screen.getAllByRole('button', { name: 'Add order' })[0] as HTMLElement);
    const dialog = await screen.findByRole('dialog', { name: 'Add order' });
    expect(within(dialog).getByRole('textbox', { name: 'Currency' })).toHaveValue('');
    await user.type(within(dialog).getByRole('textbox', { name: /external id/ }), 'C-1001');
    await user.type(within(dialog).getByRole('textbox', { name: 'Unit price' }), '5');
    await user.click(within(dialog).getByRole('button', { name: 'Add order' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(sent).not.toHaveProperty('currency');
    expect(sent).toMatchObject({ total: '5.00' });
  });

  it('are added with a total that is worked out exactly, and faults at the item they are about', async () => {
    let sent: Record<string, unknown> = {};
    const { user } = renderApp('/orders', {
      handlers: [
        http.post('/api/orders', async ({ request }) => {
          sent = (await request.clone().json()) as Record<string, unknown>;
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Add order' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add order' });
    await user.type(within(dialog).getByRole('textbox', { name: /external id/ }), 'C-1001');
    await user.click(within(dialog).getByRole('button', { name: 'Add item' }));
    const [first, second] = within(dialog).getAllByRole('textbox', { name: 'Unit price' }) as [
      HTMLElement,
      HTMLElement,
    ];
    await user.type(first, '0.10');
    const quantity = within(dialog).getAllByRole('spinbutton', { name: 'Quantity' })[0] as HTMLElement;
    await user.clear(quantity);
    await user.type(quantity, '3');
    await user.click(within(dialog).getByRole('button', { name: 'Add order' }));
    await waitFor(() => expect(second).toHaveAccessibleDescription('A price is needed.'));

    await user.type(second, '1499.5');
    expect(within(dialog).getByRole('status', { name: 'Total' })).toHaveTextContent('1,499.80');
    await user.click(within(dialog).getByRole('button', { name: 'Add order' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(sent).toMatchObject({
      customerExternalId: 'C-1001',
      currency: 'INR',
      total: '1499.80',
      items: [
        { quantity: 3, unitPrice: '0.10' },
        { quantity: 1, unitPrice: '1499.5' },
      ],
    });
  });
});
