import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';

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
