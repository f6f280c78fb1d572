import { screen, waitFor, within } from '@testing-library/react';
import { delay, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import type { RuleGroup } from '@/lib/api/types';
import { problem } from '@/testing/mockApi';
import { renderApp } from '@/testing/renderApp';

async function buildPuneBigSpenders({ user }: ReturnType<typeof renderApp>) {
  await user.type(await screen.findByLabelText(/^Name/), 'Pune big spenders');
  await user.type(screen.getByRole('combobox', { name: 'Value' }), 'Pune');
  await user.click(screen.getByRole('button', { name: 'Add condition' }));
  const field = screen.getAllByRole('combobox', { name: 'Field' })[1] as HTMLElement;
  await user.selectOptions(field, 'orders.total');
  const operator = screen.getAllByRole('combobox', { name: 'Operator' })[1] as HTMLElement;
  await user.selectOptions(operator, '>=');
  await user.type(screen.getByRole('spinbutton', { name: 'Value' }), '5000');
}

describe('the segment builder', () => {
  it('offers exactly the operators that the server lists for a field', async () => {
    const { user } = renderApp('/segments/new');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Field' }), 'consent.email');
    const operator = screen.getByRole('combobox', { name: 'Operator' });
    expect(
      within(operator)
        .getAllByRole('option')
        .map((option) => (option as HTMLOptionElement).value),
    ).toEqual(['=', '!=', 'null', 'notNull']);
  });

  it('asks for a stretch of time and kinds of items only where the server says that a field takes them', async () => {
    let saved: { rule: RuleGroup } | undefined;
    const { user } = renderApp('/segments/new', {
      handlers: [
        http.post('/api/segments', async ({ request }) => {
          saved = (await request.clone().json()) as { rule: RuleGroup };
        }),
      ],
    });
    await user.type(await screen.findByLabelText(/^Name/), 'Shoe buyers');
    const field = screen.getByRole('combobox', { name: 'Field' });
    for (const plain of ['city', 'orders.average']) {
      await user.selectOptions(field, plain);
      expect(screen.queryByRole('combobox', { name: 'Counted over' })).toBeNull();
      expect(screen.queryByRole('combobox', { name: 'Only with' })).toBeNull();
    }

    await user.selectOptions(field, 'orders.total');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Operator' }), '>=');
    await user.type(screen.getByRole('spinbutton', { name: 'Value' }), '5000');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Counted over' }), 'last');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Only with' }), 'category');
    await user.type(screen.getByLabelText('Only with category'), 'Shoes{Enter}');
    await user.click(screen.getByRole('button', { name: 'Save segment' }));

    await waitFor(() =>
      expect(saved?.rule.rules).toEqual([
        {
          field: 'orders.total',
          operator: '>=',
          value: 5000,
          within: 'P90D',
          where: { category: ['Shoes'] },
        },
      ]),
    );
  });

  it('previews live what is being built, and saves it in the published shape', async () => {
    const previews: unknown[] = [];
    let saved: unknown;
    const app = renderApp('/segments/new', {
      handlers: [
        http.post('/api/segments/preview', async ({ request }) => {
          previews.push(((await request.clone().json()) as { rule: unknown }).rule);
        }),
        http.post('/api/segments', async ({ request }) => {
          saved = await request.clone().json();
        }),
      ],
    });
    await screen.findByLabelText(/^Name/);
    expect(screen.getByText('Finish the conditions to see who matches.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save segment' })).toBeDisabled();

    await buildPuneBigSpenders(app);

    const rule = {
      combinator: 'and',
      rules: [
        { field: 'city', operator: '=', value: 'Pune' },
        { field: 'orders.total', operator: '>=', value: 5000 },
      ],
    };
    await waitFor(() => expect(previews.at(-1)).toEqual(rule));
    expect(await screen.findByText('City is Pune and Total spent is at least 5000')).toBeVisible();
    expect(
      within(screen.getByRole('table', { name: 'Some of them' })).getAllByRole('row').length,
    ).toBeGreaterThan(1);

    await app.user.click(screen.getByRole('button', { name: 'Save segment' }));
    expect(await screen.findByRole('heading', { name: 'Pune big spenders' })).toBeVisible();
    expect(saved).toEqual({ name: 'Pune big spenders', rule });
  });

  it('aborts the preview of a rule that was edited on', async () => {
    const fetching = vi.spyOn(globalThis, 'fetch');
    const app = renderApp('/segments/new', {
      handlers: [
        http.post('/api/segments/preview', async ({ request }) => {
          const { rule } = (await request.clone().json()) as { rule: { rules: { value: string }[] } };
          if (rule.rules[0]?.value === 'Pune') await delay('infinite');
        }),
      ],
    });
    const value = await screen.findByRole('combobox', { name: 'Value' });
    await app.user.type(value, 'Pune');
    await screen.findByText('Looking for matching customers');
    const signals = () =>
      fetching.mock.calls
        .filter(([url]) => url === '/api/segments/preview')
        .map(([, init]) => init?.signal?.aborted);
    await waitFor(() => expect(signals().at(-1)).toBe(false));
    const before = signals().length;

    await app.user.clear(value);
    await app.user.type(value, 'Mumbai');
    expect(await screen.findByText('City is Mumbai')).toBeVisible();
    expect(signals().slice(0, before)).not.toContain(false);
    expect(signals().at(-1)).toBe(false);
  });

  it('shows a fault of the server at the condition it is about', async () => {
    const { user } = renderApp('/segments/new', {
      handlers: [
        http.post('/api/segments/preview', () =>
          problem(422, 'The rule is not valid', [
            { pointer: '/rule/rules/0/value', detail: 'There is no such city.' },
          ]),
        ),
      ],
    });
    await user.type(await screen.findByRole('combobox', { name: 'Value' }), 'Atlantis');
    expect(await screen.findByText('There is no such city.')).toBeVisible();
    expect(screen.getByText('The rule is not valid')).toBeVisible();
  });

  it('edits a segment, keeping what it had', async () => {
    let put: { body: unknown; ifMatch: string | null } | undefined;
    const { user } = renderApp('/segments/s1/edit', {
      handlers: [
        http.put('/api/segments/s1', async ({ request }) => {
          put = { body: await request.clone().json(), ifMatch: request.headers.get('if-match') };
        }),
      ],
    });
    const name = await screen.findByLabelText(/^Name/);
    await user.clear(name);
    await user.type(name, 'West');
    await user.click(screen.getByRole('button', { name: 'Save segment' }));
    expect(await screen.findByRole('heading', { name: 'West' })).toBeVisible();
    expect(put).toEqual({
      ifMatch: '"1"',
      body: {
        name: 'West',
        description: 'Pune and Mumbai, gold plan',
        rule: {
          combinator: 'and',
          rules: [
            { field: 'city', operator: 'in', value: ['Pune', 'Mumbai'] },
            { field: 'attributes.plan', operator: '=', value: 'gold' },
          ],
        },
      },
    });
  });
});
