import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '@/lib/api/types';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';

const as = (role: Role) =>
  http.get('/api/me', () =>
    HttpResponse.json({ id: 'u2', name: 'Ann', email: 'ann@example.com', roles: [role] }),
  );

type User = ReturnType<typeof renderApp>['user'];

async function choose(user: User, item: string) {
  await user.click(await screen.findByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('button', { name: item }));
}

afterEach(() => vi.unstubAllGlobals());

describe('a person', () => {
  it('is exported as one file', async () => {
    const saved: Blob[] = [];
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    URL.createObjectURL = (file) => {
      saved.push(file as Blob);
      return 'blob:1';
    };
    URL.revokeObjectURL = () => undefined;
    const { user } = renderApp('/customers/c0001');
    await choose(user, 'Export everything');
    await waitFor(() => expect(names).toEqual(['customer-c0001.json']));
    expect(saved).toHaveLength(1);
  });

  it('is not exported in part: the service that did not answer is named', async () => {
    const { user } = renderApp('/customers/c0001', {
      handlers: [
        http.get('/api/customers/c0001/export', () =>
          HttpResponse.json(
            { title: 'Not everything could be collected', detail: 'order-service does not answer.' },
            { status: 503, headers: { 'content-type': 'application/problem+json' } },
          ),
        ),
      ],
    });
    await choose(user, 'Export everything');
    expect(await screen.findByText('order-service does not answer.')).toBeVisible();
  });

  it('is erased only by who types the name, and then shows how far that has come', async () => {
    const { user, api, container } = renderApp('/customers/c0001');
    await choose(user, 'Erase…');
    const dialog = await screen.findByRole('dialog', { name: 'Erase Asha Rao?' });
    expect(await faultsOf(dialog)).toEqual([]);
    const erase = within(dialog).getByRole('button', { name: 'Erase for ever' });
    const name = within(dialog).getByRole('textbox', { name: 'Type “Asha Rao” to go on' });
    expect(erase).toBeDisabled();
    await user.type(name, 'Asha{Enter}');
    expect(erase).toBeDisabled();
    expect(api.world.customers.some(({ id }) => id === 'c0001')).toBe(true);

    await user.type(name, ' Rao');
    await user.click(erase);
    expect(await screen.findByRole('heading', { level: 1, name: 'Erased customer' })).toBeVisible();
    expect(screen.queryByText('asha.rao@example.com')).not.toBeInTheDocument();
    const services = await screen.findByRole('list', { name: 'Services' });
    expect(within(services).getAllByRole('listitem')).toHaveLength(3);
    expect(await screen.findByText('Complete')).toBeVisible();
    expect(await faultsOf(container)).toEqual([]);
  });

  it('who was erased is no more than that to those who may not erase', async () => {
    renderApp('/customers/c0900', { handlers: [as('MARKETER')] });
    expect(await screen.findByText('This customer was erased')).toBeVisible();
    expect(screen.queryByRole('list', { name: 'Services' })).not.toBeInTheDocument();
  });

  it('is merged with another after a comparison, and the merge is undone', async () => {
    const { user, router } = renderApp('/customers/c0001');
    await choose(user, 'Merge…');
    const dialog = await screen.findByRole('dialog', { name: 'Merge Asha Rao' });
    await user.type(within(dialog).getByRole('combobox', { name: 'With' }), 'Priya');
    await user.click(await within(dialog).findByRole('option', { name: /^Priya Menonpriya\.menon@/ }));
    const comparison = within(dialog).getByRole('table', { name: 'The two customers' });
    expect(within(comparison).getByRole('row', { name: /^City ?\(differs\)/ })).toBeInTheDocument();
    expect(within(comparison).getByRole('row', { name: /^Time zone Asia/ })).toBeInTheDocument();
    expect(await faultsOf(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Merge' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(router.state.location.pathname).toBe('/customers/c0001');
    await user.click(await screen.findByRole('button', { name: 'Undo the merge of Priya Menon' }));
    await user.click(await screen.findByRole('button', { name: 'Undo the merge' }));
    await waitFor(() => expect(screen.queryByText('Merged')).not.toBeInTheDocument());
  });

  it('can become part of the other', async () => {
    const { user, router, api } = renderApp('/customers/c0001');
    await choose(user, 'Merge…');
    const dialog = await screen.findByRole('dialog', { name: 'Merge Asha Rao' });
    await user.type(within(dialog).getByRole('combobox', { name: 'With' }), 'Priya');
    await user.click(await within(dialog).findByRole('option', { name: /^Priya Menonpriya\.menon@/ }));
    await user.click(within(dialog).getAllByRole('radio', { name: 'Keep this one' })[1] as HTMLElement);
    await user.click(within(dialog).getByRole('button', { name: 'Merge' }));

    expect(await screen.findByRole('heading', { level: 1, name: 'Priya Menon' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/customers/c0011');
    expect(api.world.merges[0]).toMatchObject({ survivor: 'c0011', customer: { id: 'c0001' } });
  });

  it('is not merged with themselves', async () => {
    const { user } = renderApp('/customers/c0001');
    await choose(user, 'Merge…');
    const dialog = await screen.findByRole('dialog', { name: 'Merge Asha Rao' });
    await user.type(within(dialog).getByRole('combobox', { name: 'With' }), 'asha.rao@');
    // Before the search has been answered, the list has others as well, and may change under the pointer.
    await waitFor(() => expect(within(dialog).getAllByRole('option')).toHaveLength(1));
    await user.click(within(dialog).getByRole('option', { name: /^Asha Rao/ }));
    expect(within(dialog).getByRole('alert')).toHaveTextContent('This is the same customer.');
    expect(within(dialog).getByRole('button', { name: 'Merge' })).toBeDisabled();
  });

  it('whose merge is too long ago stays merged', async () => {
    renderApp('/customers/c0001', {
      handlers: [
        http.get('/api/customers/c0001', () =>
          HttpResponse.json({
            id: 'c0001',
            version: 1,
            firstName: 'Asha',
            createdAt: '2025-01-01T00:00:00Z',
            updatedAt: '2025-01-01T00:00:00Z',
            merged: [
              {
                id: 'c9',
                name: 'A. Rao',
                mergedAt: '2025-01-02T00:00:00Z',
                mergedBy: 'Ada Lovelace',
                undoableUntil: '2025-02-01T00:00:00Z',
              },
            ],
          }),
        ),
      ],
    });
    expect(await screen.findByText(/can no longer be undone/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Undo/ })).not.toBeInTheDocument();
  });

  it('who was merged is found under the one who stayed', async () => {
    const { router } = renderApp('/customers/c9', {
      handlers: [
        http.get('/api/customers/c9', () =>
          HttpResponse.json(
            { title: 'Gone', status: 410, mergedInto: 'c0001' },
            { status: 410, headers: { 'content-type': 'application/problem+json' } },
          ),
        ),
      ],
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Asha Rao' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/customers/c0001');
  });
});

describe('who may', () => {
  it.each<[Role, string[]]>([
    ['MANAGER', ['Export everything', 'Merge…', 'Erase…']],
    ['MARKETER', ['Merge…']],
  ])('%s: %j', async (role, items) => {
    const { user } = renderApp('/customers/c0001', { handlers: [as(role)] });
    const more = await screen.findByRole('button', { name: 'More' });
    await user.click(more);
    const menu = more.nextElementSibling as HTMLElement;
    expect(
      within(menu)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(items);
  });

  it('an analyst does none of it', async () => {
    renderApp('/customers/c0001', { handlers: [as('ANALYST')] });
    await screen.findByRole('heading', { level: 1, name: 'Asha Rao' });
    expect(screen.queryByRole('button', { name: 'More' })).not.toBeInTheDocument();
  });
});

describe('duplicates', () => {
  it('are merged into the one that is chosen', async () => {
    const { user, api } = renderApp('/customers');
    await user.click(await screen.findByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('link', { name: 'Duplicates' }));
    const group = await screen.findByRole('region', { name: 'Same phone number: +919812340111' });
    const keep = within(group).getAllByRole('radio', { name: 'Keep this one' });
    // The customers of the world are the older the later they stand in it.
    expect(keep.map((radio) => (radio as HTMLInputElement).checked)).toEqual([false, true]);
    await user.click(keep[0] as HTMLElement);
    await user.click(within(group).getByRole('button', { name: 'Merge…' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('It can be undone for 30 days');
    await user.click(within(dialog).getByRole('button', { name: 'Merge' }));

    await waitFor(() =>
      expect(screen.queryByText('Same phone number: +919812340111')).not.toBeInTheDocument(),
    );
    expect(api.world.merges).toMatchObject([{ survivor: 'c0004', customer: { id: 'c0014' } }]);
  });

  it('of more than two may be merged without those who are somebody else', async () => {
    const { user, api } = renderApp('/customers/duplicates');
    const group = await screen.findByRole('region', { name: 'Same e-mail address: family@example.com' });
    await user.click(within(group).getAllByRole('checkbox', { name: 'Somebody else' })[0] as HTMLElement);
    await user.click(within(group).getByRole('button', { name: 'Merge…' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Merge' }));
    await waitFor(() => expect(api.world.merges).toHaveLength(1));
    expect(api.world.merges).toMatchObject([{ survivor: 'c0007', customer: { id: 'c0006' } }]);
  });

  it('stay open when they cannot be merged, with the reason', async () => {
    const { user } = renderApp('/customers/duplicates', {
      handlers: [
        http.post('/api/customers/:id/merge', () =>
          HttpResponse.json(
            { title: 'Conflict', detail: 'This customer was erased.' },
            { status: 409, headers: { 'content-type': 'application/problem+json' } },
          ),
        ),
      ],
    });
    const group = await screen.findByRole('region', { name: 'Same phone number: +919812340111' });
    await user.click(within(group).getByRole('button', { name: 'Merge…' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Merge' }));
    expect(await within(dialog).findByText('This customer was erased.')).toBeVisible();
  });

  it('who are different people are dismissed', async () => {
    const { user } = renderApp('/customers/duplicates');
    const group = await screen.findByRole('region', { name: 'Same phone number: +919812340111' });
    await user.click(within(group).getByRole('button', { name: 'Different people' }));
    await waitFor(() =>
      expect(screen.queryByText('Same phone number: +919812340111')).not.toBeInTheDocument(),
    );
  });
});
