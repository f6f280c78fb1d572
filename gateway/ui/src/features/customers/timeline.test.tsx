import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import { problem } from '@/testing/mockHttp';
import { renderApp } from '@/testing/renderApp';
import { emptyEntry, taskOf } from './EntryFields';

const entryWith = async (text: string) => {
  const shown = await screen.findByText(text, { exact: false });
  return shown.closest('li') as HTMLElement;
};

describe('the timeline', () => {
  it('shows tags and tasks', async () => {
    renderApp('/customers/c0001');
    const call = await entryWith('call back on Friday');
    expect(within(call).getByText('jacket')).toBeVisible();
    expect(call).toHaveTextContent(/due .+ grace@example\.com/);
  });

  it('shows that an entry says nothing any more', async () => {
    const { api } = renderApp('/customers/c0001');
    Object.assign(api.world.communications.find(({ id }) => id === 'n1') ?? {}, { body: '' });
    const call = await entryWith('jacket');
    expect(within(call).getByText('–')).toBeVisible();
  });

  it('takes an entry with tags and a task', async () => {
    let sent: unknown;
    const { user } = renderApp('/customers/c0001', {
      handlers: [
        http.post('/api/communications', async ({ request }) => {
          sent = await request.clone().json();
        }),
      ],
    });
    await user.type(await screen.findByRole('textbox', { name: 'Add to the log' }), 'Promised a call');
    await user.click(screen.getByRole('button', { name: 'Tags and task' }));
    await user.type(screen.getByRole('textbox', { name: 'Tags' }), 'promise{Enter}');
    await user.type(screen.getByLabelText('To be done by'), '2026-11-30T10:00');
    await user.type(screen.getByRole('textbox', { name: 'By whom' }), 'Grace');
    await user.click(screen.getByRole('button', { name: 'Add note' }));

    const added = await entryWith('Promised a call');
    expect(within(added).getByText('promise')).toBeVisible();
    expect(added).toHaveTextContent('Grace');
    expect(sent).toEqual({
      customerId: 'c0001',
      kind: 'NOTE',
      text: 'Promised a call',
      tags: ['promise'],
      task: { dueAt: '2026-11-30T04:30:00.000Z', assignee: 'Grace' },
    });
    expect(screen.queryByLabelText('To be done by')).not.toBeInTheDocument();
  });

  it('takes a call that was some time ago, and says when it cannot have been', async () => {
    const sent: unknown[] = [];
    const { user } = renderApp('/customers/c0001', {
      handlers: [
        http.post('/api/communications', async ({ request }) => {
          sent.push(await request.clone().json());
          return sent.length === 1
            ? problem(422, 'Invalid input', [
                { pointer: '/at', detail: 'An entry cannot lie in the future.' },
              ])
            : undefined;
        }),
      ],
    });
    await user.type(await screen.findByRole('textbox', { name: 'Add to the log' }), 'She rang us');
    expect(screen.queryByLabelText('When')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Call' }));
    await user.type(screen.getByLabelText('When'), '2026-11-20T10:00');
    await user.click(screen.getByRole('button', { name: 'Add call' }));
    await waitFor(() =>
      expect(screen.getByLabelText('When')).toHaveAccessibleDescription(
        /An entry cannot lie in the future\.$/,
      ),
    );
    await user.click(screen.getByRole('button', { name: 'Add call' }));
    await waitFor(() => expect(screen.getByLabelText('When')).toHaveValue(''));
    expect(sent.at(-1)).toEqual({
      customerId: 'c0001',
      kind: 'CALL',
      text: 'She rang us',
      at: '2026-11-20T04:30:00.000Z',
    });
  });

  it('says what a task lacks', async () => {
    const { user } = renderApp('/customers/c0001');
    await user.type(await screen.findByRole('textbox', { name: 'Add to the log' }), 'Promised a call');
    await user.click(screen.getByRole('button', { name: 'Tags and task' }));
    await user.type(screen.getByRole('textbox', { name: 'By whom' }), 'Grace');
    await user.click(screen.getByRole('button', { name: 'Add note' }));
    await waitFor(() =>
      expect(screen.getByLabelText('To be done by')).toHaveAccessibleDescription('Say when the task is due.'),
    );
  });

  it('has its entries edited on the version that was shown', async () => {
    let change: unknown;
    const { user } = renderApp('/customers/c0001', {
      handlers: [
        http.patch('/api/communications/n1', async ({ request }) => {
          change = { ifMatch: request.headers.get('if-match'), body: await request.clone().json() };
        }),
      ],
    });
    const call = await entryWith('call back on Friday');
    await user.click(within(call).getByRole('button', { name: 'Edit' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit call' });
    expect(await faultsOf(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Remove jacket' }));
    await user.clear(within(dialog).getByRole('textbox', { name: 'By whom' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(change).toMatchObject({ ifMatch: '"1"', body: { tags: [], task: { assignee: null } } });
    await waitFor(() => expect(screen.queryByText('jacket')).not.toBeInTheDocument());
  });

  it('does not overwrite what someone else changed meanwhile', async () => {
    const { user, api } = renderApp('/customers/c0001');
    const call = await entryWith('call back on Friday');
    await user.click(within(call).getByRole('button', { name: 'Edit' }));
    const stored = api.world.communications.find(({ id }) => id === 'n1');
    if (stored) stored.version = 2;
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The entry was changed meanwhile')).toBeVisible();
  });

  it('has its tasks completed', async () => {
    const { user } = renderApp('/customers/c0001');
    const call = await entryWith('call back on Friday');
    await user.click(within(call).getByRole('button', { name: 'Mark done' }));
    expect(await within(call).findByRole('button', { name: 'Reopen' })).toBeVisible();
    expect(call).toHaveTextContent('by Ada Lovelace');
  });

  it('loses an entry only after a second thought', async () => {
    const { user, api } = renderApp('/customers/c0001');
    const call = await entryWith('call back on Friday');
    await user.click(within(call).getByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete this call?' });
    expect(dialog).toHaveTextContent('its task with it');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(api.world.communications.some(({ id }) => id === 'n1')).toBe(true);

    await user.click(within(call).getByRole('button', { name: 'Delete' }));
    await user.click(await screen.findByRole('button', { name: 'Delete call' }));
    await waitFor(() =>
      expect(screen.queryByText('call back on Friday', { exact: false })).not.toBeInTheDocument(),
    );
  });

  it('is only read by analysts', async () => {
    renderApp('/customers/c0001', {
      handlers: [
        http.get('/api/me', () =>
          HttpResponse.json({ id: 'u2', name: 'Ann', email: 'ann@example.com', roles: ['ANALYST'] }),
        ),
      ],
    });
    await entryWith('call back on Friday');
    expect(screen.queryByRole('button', { name: 'Delete' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Mark done' })).not.toBeInTheDocument();
  });
});

it('a task is what has a date or a person', () => {
  expect(taskOf(emptyEntry)).toBeNull();
  expect(taskOf({ ...emptyEntry, assignee: ' Ada ' })).toEqual({ assignee: 'Ada' });
  expect(taskOf({ ...emptyEntry, dueAt: '2026-11-30T10:00' })).toEqual({ dueAt: '2026-11-30T04:30:00.000Z' });
});
