import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';
import { createWorld } from '@/testing/world';

const address = '/customers/rejected/customers.inbound-0-41-1';
const editor = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Record as JSON' });

describe('a rejected record', () => {
  it('is reached from the list of customers, which says how many there are', async () => {
    const { user } = renderApp('/customers');
    const link = await screen.findByRole('link', { name: /Rejected records\s*1/ });
    await user.click(link);
    await screen.findByRole('heading', { level: 1, name: 'Rejected records' });
    const table = await screen.findByRole('table', { name: 'Rejected records' });
    expect(within(table).getByText('/email')).toBeInTheDocument();
    expect(within(table).getByText('There is no field with this name.')).toBeInTheDocument();
    await user.click(within(table).getByRole('link', { name: 'SHOP-7' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Record of SHOP-7' })).toBeVisible();
  });

  it('shows its reasons and where they are, and is mended', async () => {
    const sent: string[] = [];
    const { user } = renderApp(address, {
      handlers: [
        http.post('/api/customers/rejected/:id/resubmit', async ({ request }) => {
          sent.push(await request.clone().text());
        }),
      ],
    });
    const text = await editor();
    await user.click(screen.getByRole('button', { name: '/email' }));
    expect(text).toHaveFocus();
    expect(text.value.slice(text.selectionStart, text.selectionEnd)).toBe('"email"');

    await user.clear(text);
    await user.click(text);
    await user.paste('{"externalId": "SHOP-7", "email": "nobody"}');
    await user.click(screen.getByRole('button', { name: 'Fix and resubmit' }));
    expect(await screen.findByRole('heading', { name: 'Still wrong with it' })).toBeVisible();
    expect(screen.queryByRole('button', { name: '/colour' })).not.toBeInTheDocument();

    await user.clear(text);
    await user.click(text);
    const mended = '{"externalId": "SHOP-7",   "email": "asha@example.com", "attributes": {"n": 1.10}}';
    await user.paste(mended);
    await user.click(screen.getByRole('button', { name: 'Fix and resubmit' }));
    expect(await screen.findByRole('link', { name: 'See the customer' })).toHaveAttribute(
      'href',
      '/customers/c0001',
    );
    expect(sent.at(-1)).toBe(mended);
    expect(screen.getByText('Resubmitted')).toBeVisible();
  });

  it('is discarded once somebody has confirmed it', async () => {
    const { user, api } = renderApp(address);
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    const dialog = await screen.findByRole('dialog', { name: 'Discard this record?' });
    expect(await faultsOf(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Keep it' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(api.world.rejected[0]?.state).toBe('REJECTED');

    await user.click(screen.getByRole('button', { name: 'Discard' }));
    const again = await screen.findByRole('dialog', { name: 'Discard this record?' });
    await user.type(within(again).getByRole('textbox', { name: 'Why' }), 'A test');
    await user.click(within(again).getByRole('button', { name: 'Discard' }));
    expect(await screen.findByRole('heading', { name: 'It was discarded' })).toBeVisible();
    expect(screen.getByText('A test')).toBeVisible();
  });

  it('that somebody else has settled says so', async () => {
    const { user } = renderApp(address, {
      handlers: [
        http.post('/api/customers/rejected/:id/resubmit', () =>
          HttpResponse.json(
            { title: 'Conflict', detail: 'This record is discarded already.' },
            { status: 409 },
          ),
        ),
      ],
    });
    await editor();
    await user.click(screen.getByRole('button', { name: 'Fix and resubmit' }));
    expect(await screen.findByText('This record is discarded already.')).toBeVisible();
  });

  it('of bytes that are no text shows them, and takes what is written in their place', async () => {
    const record = { ...createWorld().rejected[0], content: 'wyg=', encoding: 'BASE64', record: undefined };
    renderApp(address, {
      handlers: [http.get('/api/customers/rejected/:id', () => HttpResponse.json(record))],
    });
    expect(await editor()).toHaveValue('');
    expect(screen.getByText(/base64: wyg=/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Fix and resubmit' })).toBeDisabled();
  });
});
