import { screen, waitFor, within } from '@testing-library/react';
import { getResponse, http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { createMockApi } from '@/testing/mockApi';
import { problem } from '@/testing/mockHttp';
import { analyst, renderApp } from '@/testing/renderApp';

const panel = async (name: string) => within(await screen.findByRole('region', { name }));

describe('what is known of a customer', () => {
  it('is shown with how it came about', async () => {
    renderApp('/customers/c0001');
    const insights = await panel('Insights');
    expect(await insights.findByText('Champions')).toBeVisible();
    expect(insights.getByText('Expected orders').closest('div')).toHaveTextContent(/2\.4in 90 days/);
    expect(insights.getByText('Churn risk').closest('div')).toHaveTextContent(/Low30% that no order comes/);
    expect(insights.getByText('Best hour to write').closest('div')).toHaveTextContent(/7:00/);
    expect(insights.getByText(/^By BG\/NBD from/)).toBeInTheDocument();
  });

  it('is not made up where there is nothing to tell from', async () => {
    renderApp('/customers/c0001', {
      handlers: [
        http.get('/api/insights/customers/c0001', async ({ request }) => {
          const response = await getResponse(createMockApi().handlers, request, {
            baseUrl: 'http://localhost',
          });
          const insight = (await response?.json()) as { orders: object; messages: object };
          return HttpResponse.json({
            ...insight,
            scores: undefined,
            orders: { count: 0, revenue: '0.00', cancelled: 0 },
            messages: { sent: 0, opened: 0, clicked: 0 },
          });
        }),
      ],
    });
    expect(await (await panel('Insights')).findByText('Nothing to tell from yet')).toBeVisible();
    expect(screen.queryByText('Expected orders')).toBeNull();
  });

  it('is not there yet for somebody who was added a moment ago', async () => {
    renderApp('/customers/c0001', {
      handlers: [http.get('/api/insights/customers/:id', () => problem(404, 'Not known'))],
    });
    expect(await (await panel('Insights')).findByText('Nothing to tell from yet')).toBeVisible();
  });

  it('keeps the rest of the page when it fails', async () => {
    renderApp('/customers/c0001', {
      handlers: [
        http.get('/api/insights/customers/:id', () => problem(500, 'Insights are away')),
        http.get('/api/insights/customers/:id/summary', () => problem(500, 'No summary now')),
      ],
    });
    expect(await screen.findByText('Insights are away')).toBeVisible();
    expect(await screen.findByText('No summary now')).toBeVisible();
    expect(await screen.findByRole('table', { name: 'Orders of this customer' })).toBeVisible();
  });

  it('is summed up, with what to do next', async () => {
    renderApp('/customers/c0001');
    const summary = await panel('Summary');
    expect(await summary.findByText(/^Asha ordered \d+ times/)).toBeVisible();
    const action = summary.getByRole('group', { name: 'Next best action' });
    expect(action).toHaveTextContent('Win them back');
    expect(action).toHaveTextContent('They used to order every 9 days');
    expect(summary.getByText('By built-in rules, without an AI model')).toBeVisible();
  });

  it('is read by an analyst, who is offered nothing to write', async () => {
    renderApp('/customers/c0001', { handlers: [analyst] });
    const summary = await panel('Summary');
    expect(await summary.findByText(/^Asha ordered/)).toBeVisible();
    expect(summary.queryByRole('button')).toBeNull();
  });
});

describe('a message to one customer', () => {
  it('is drafted, changed, checked and kept in the log', async () => {
    const { user, api } = renderApp('/customers/c0001');
    await user.click(await screen.findByRole('button', { name: 'Draft a message' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Draft a message to Asha Rao' }));
    expect(dialog.getByRole('textbox', { name: /^Goal/ })).toHaveValue('Win them back');
    await user.click(dialog.getByRole('button', { name: 'Write a draft' }));
    const message = await dialog.findByRole('textbox', { name: 'Message' });
    expect(message).toHaveValue('Dear Asha,\n\nthank you for being with us. Win them back.\n\nKind regards');
    expect(dialog.getByText('Lives in Pune')).toBeInTheDocument();

    await user.clear(message);
    await user.type(message, 'Dear Asha, come by for a cheap jacket.');
    expect(await dialog.findByText('The text says “cheap”, which your settings forbid.')).toBeVisible();
    await user.clear(message);
    await user.type(message, 'Dear Asha, your jacket is here.');
    await waitFor(() => expect(dialog.queryByText(/which your settings forbid/)).toBeNull());

    expect(api.world.communications.some(({ body }) => body?.includes('your jacket is here'))).toBe(false);
    await user.click(dialog.getByRole('button', { name: 'Keep in the log' }));
    expect(await dialog.findByRole('button', { name: 'In the log' })).toBeDisabled();
    expect(api.world.communications[0]).toMatchObject({
      kind: 'NOTE',
      customerId: 'c0001',
      body: 'A word to you, Asha\n\nDear Asha, your jacket is here.',
    });
  });

  it('says when the customer has not agreed to be written to', async () => {
    const { user } = renderApp('/customers/c0002');
    await user.click(await screen.findByRole('button', { name: 'Draft a message' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByText(/have not agreed/)).toBeNull();
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Channel' }), 'SMS');
    expect(dialog.getByText('They have not agreed to be written to this way.')).toBeVisible();
  });
});

describe('entries that are suggested', () => {
  it('are marked, changed, and saved only when a person accepts them', async () => {
    const posted: unknown[] = [];
    const { user, api } = renderApp('/customers/c0001', {
      handlers: [
        http.post('/api/communications', async ({ request }) => {
          posted.push(await request.clone().json());
        }),
      ],
    });
    const before = api.world.communications.length;
    await user.click(await screen.findByRole('button', { name: 'Suggest log entries' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Suggest log entries for Asha Rao' }));
    await user.type(
      dialog.getByRole('textbox', { name: 'Rough notes of a conversation' }),
      'wants a blue jacket',
    );
    await user.click(dialog.getByRole('button', { name: 'Suggest entries' }));
    const entries = within(await dialog.findByRole('list', { name: 'Suggested entries' }));
    expect(entries.getAllByRole('listitem')).toHaveLength(2);
    expect(entries.getAllByText('AI')).toHaveLength(2);
    expect(api.world.communications).toHaveLength(before);

    const [first, second] = entries.getAllByRole('listitem') as [HTMLElement, HTMLElement];
    await user.click(within(second).getByRole('button', { name: 'Dismiss' }));
    expect(entries.getAllByRole('listitem')).toHaveLength(1);
    await user.type(within(first).getByRole('textbox'), ' Soon.');
    await user.click(within(first).getByRole('button', { name: 'Add to the log' }));
    expect(await within(first).findByText('In the log')).toBeVisible();
    expect(within(first).queryByRole('button', { name: 'Add to the log' })).toBeNull();
    expect(posted).toMatchObject([
      {
        customerId: 'c0001',
        kind: 'CALL',
        text: 'Called: wants a blue jacket. Soon.',
        tags: ['follow-up'],
        source: 'AI',
      },
    ]);
  });
});
