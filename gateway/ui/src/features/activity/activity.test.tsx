import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Action } from '@/lib/api/types';
import { faultsOf } from '@/testing/axe';
import { analyst, renderApp } from '@/testing/renderApp';
import { detailsOf, subjectOf, wordsOf } from './words';

const action = (of: Partial<Action>): Action => ({
  id: 'a',
  at: '2026-11-01T10:00:00Z',
  actor: { id: 'u1', name: 'Ada Lovelace', kind: 'PERSON' },
  service: 'campaign-service',
  action: 'POST /api/campaigns',
  on: {},
  details: {},
  outcome: 'DONE',
  ...of,
});

describe('an action', () => {
  it.each<[Partial<Action>, ReturnType<typeof subjectOf>]>([
    [
      { action: 'POST /api/campaigns/{id}/launch', on: { id: 'k1' } },
      { id: 'k1', kind: 'Campaign', to: '/campaigns/k1' },
    ],
    [
      { action: 'POST /api/segments', created: '/api/segments/s1' },
      { id: 's1', kind: 'Segment', to: '/segments/s1' },
    ],
    [
      { action: 'DELETE /api/segments/{id}', on: { id: 's1' } },
      { id: 's1', kind: 'Segment' },
    ],
    // Erased customers have a page that says so.
    [
      { action: 'DELETE /api/customers/{id}', on: { id: 'c1' } },
      { id: 'c1', kind: 'Customer', to: '/customers/c1' },
    ],
    // It was known before, so that nothing came into being.
    [
      { action: 'POST /api/customers', on: { id: 'c1' } },
      { id: 'c1', kind: 'Customer', to: '/customers/c1' },
    ],
    [
      { action: 'POST /api/orders/import/{id}/start', on: { id: 'i1' } },
      { id: 'i1', kind: 'Import', to: '/orders/import/i1' },
    ],
    [
      { action: 'PATCH /api/users/{id}', on: { id: 'u3' } },
      { id: 'u3', kind: 'User' },
    ],
    [{ action: 'POST /api/customers/tags' }, undefined],
    [{ action: 'PUT /api/settings/ai' }, undefined],
  ])('%o is about %o', (of, subject) => {
    expect(subjectOf(action(of))).toEqual(subject);
  });

  it('is called by its own name where there are no words for it', () => {
    expect(wordsOf('DELETE /api/users/{id}/sessions')).toBe('DELETE /api/users/{id}/sessions');
    expect(wordsOf('PUT /api/settings/ai')).toBe('Changed the AI settings');
  });

  it('says what its path does not', () => {
    expect(detailsOf(action({ details: { active: 'false', email: 'a@example.com' } }))).toBe(
      'Active: false · Email: a@example.com',
    );
  });
});

describe('the activity', () => {
  it('says who did what, on what, and what is uncertain', async () => {
    const { container } = renderApp('/activity');
    const table = await screen.findByRole('table', { name: 'Activity' });
    const launched = within(table).getByRole('row', { name: /Grace Hopper Launched a campaign/ });
    expect(within(launched).getByRole('link', { name: 'Campaign' })).toHaveAttribute('href', '/campaigns/k1');
    expect(
      within(table).getByRole('row', { name: /Changed a user Email: grace@example.com · Roles: MANAGER/ }),
    ).toBeVisible();
    expect(
      within(table).getByRole('row', {
        name: /Web shop Another system Added or updated an order May not be done/,
      }),
    ).toBeVisible();
    expect(within(table).getByText('POST /api/somewhere/new')).toBeVisible();
    expect(await faultsOf(container)).toEqual([]);
  });

  it('is narrowed to a person and to a thing by choosing them, and widened again', async () => {
    const { user, router } = renderApp('/activity');
    await user.click((await screen.findAllByRole('button', { name: 'Grace Hopper' }))[0]!);
    const by = await screen.findByRole('button', { name: /^By Grace Hopper/ });
    expect(router.state.location.search).toBe('?actor=u3');
    expect(await screen.findByText('Showing 2 – that’s all')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'k1' }));
    expect(await screen.findByText('Showing 1 – that’s all')).toBeVisible();
    expect(router.state.location.search).toBe('?actor=u3&subject=k1');

    await user.click(by);
    await user.click(screen.getByRole('button', { name: /^On k1/ }));
    expect(await screen.findByText('Showing 5 – that’s all')).toBeVisible();
  });

  it('is narrowed to a service in the panel, kept in the address', async () => {
    const { user, router } = renderApp('/activity');
    await user.click(await screen.findByRole('button', { name: /Filters/ }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Service' }), 'order-service');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(await screen.findByText('Showing 1 – that’s all')).toBeVisible();
    expect(router.state.location.search).toBe('?service=order-service');
  });

  it('is not shown to analysts, nor offered', async () => {
    renderApp('/activity', { handlers: [analyst] });
    expect(await screen.findByText('Only managers and administrators see the activity')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Activity' })).not.toBeInTheDocument();
  });
});
