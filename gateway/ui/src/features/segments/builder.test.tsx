import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import type { RuleGroup } from '@/lib/api/types';
import { problem } from '@/testing/mockHttp';
import type * as Stream from '@/lib/stream';
import { analyst, renderApp } from '@/testing/renderApp';

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

// What is looked at anew every few seconds would hide what is not looked at anew when it has to be.
vi.mock('@/lib/stream', async (original) => ({
  ...(await original<typeof Stream>()),
  usePolling: () => false,
}));

/** Keeps the rules that previews ask about, and passes on. */
function remembering(rules: RuleGroup[]) {
  return http.post('/api/segments/preview', async ({ request }) => {
    rules.push(((await request.clone().json()) as { rule: RuleGroup }).rule);
  });
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
    for (const plain of ['city', 'age']) {
      await user.selectOptions(field, plain);
      expect(screen.queryByRole('combobox', { name: 'Counted over' })).toBeNull();
      expect(screen.queryByRole('combobox', { name: 'Only with' })).toBeNull();
    }

    await user.selectOptions(field, 'orders.total');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Operator' }), '>=');
    await user.type(screen.getByRole('spinbutton', { name: 'Value' }), '5000');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Counted over' }), 'last');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Only with' }), 'category');
    const category = screen.getByLabelText<HTMLInputElement>('Only with category');
    expect([...(category.list?.options ?? [])].map(({ value }) => value)).toContain('Jackets');
    await user.type(category, 'Shoes{Enter}');
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

  it('asks before unsaved edits are lost, and only then', async () => {
    const { user, router } = renderApp('/segments/new');
    await screen.findByLabelText(/^Name/);
    await user.click(screen.getByRole('link', { name: 'Cancel' }));
    expect(await screen.findByRole('heading', { name: 'Segments' })).toBeVisible();

    await act(() => router.navigate('/segments/new'));
    await user.type(await screen.findByLabelText(/^Name/), 'Half of an idea');
    await user.click(screen.getByRole('link', { name: 'Cancel' }));
    const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await user.click(within(dialog).getByRole('button', { name: 'Stay here' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByLabelText(/^Name/)).toHaveValue('Half of an idea');

    await user.click(screen.getByRole('link', { name: 'Cancel' }));
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Leave and lose it' }),
    );
    expect(await screen.findByRole('heading', { name: 'Segments' })).toBeVisible();
  });

  it('asks before the tab is closed with unsaved edits, and only then', async () => {
    const closing = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const { user } = renderApp('/segments/new');
    const name = await screen.findByLabelText(/^Name/);
    expect(closing()).toBe(false);
    await user.type(name, 'A');
    expect(closing()).toBe(true);
    await user.clear(name);
    expect(closing()).toBe(false);
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
    expect(screen.getByText(/^One condition needs a value/)).toBeVisible();
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
      within(screen.getByRole('list', { name: 'Some of them' })).getAllByRole('link').length,
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

    // It is about the condition as it was sent, and is gone as soon as that is another.
    await user.type(screen.getByRole('combobox', { name: 'Value' }), '!');
    expect(screen.queryByText('There is no such city.')).toBeNull();
  });

  it('shows a fault of a group above, as no condition is at fault', async () => {
    const { user } = renderApp('/segments/new', {
      handlers: [
        http.post('/api/segments/preview', () =>
          problem(422, 'The rule is not valid', [
            { pointer: '/rule', detail: 'A rule has at most 1,000 conditions.' },
          ]),
        ),
      ],
    });
    await user.type(await screen.findByRole('combobox', { name: 'Value' }), 'Pune');
    expect(await screen.findByText('A rule has at most 1,000 conditions.', { exact: false })).toBeVisible();
  });

  it('names a group by what it asks, also turned around', async () => {
    const sent: RuleGroup[] = [];
    const { user } = renderApp('/segments/new', { handlers: [remembering(sent)] });
    await user.type(await screen.findByRole('combobox', { name: 'Value' }), 'Pune');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Match' }), 'None of these');
    const rules = [{ field: 'city', operator: '=', value: 'Pune' }];
    await waitFor(() => expect(sent.at(-1)).toEqual({ combinator: 'or', not: true, rules }));
    expect(await screen.findByText('not (City is Pune)')).toBeVisible();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Match' }), 'All of these');
    await waitFor(() => expect(sent.at(-1)).toEqual({ combinator: 'and', rules }));
  });

  it('asks about days, moments, periods and other segments', async () => {
    const sent: RuleGroup[] = [];
    const { user } = renderApp('/segments/s1/edit', { handlers: [remembering(sent)] });
    const field = async (at: number, name: string, operator: string) => {
      await user.selectOptions(screen.getAllByRole('combobox', { name: 'Field' })[at] as HTMLElement, name);
      await user.selectOptions(
        screen.getAllByRole('combobox', { name: 'Operator' })[at] as HTMLElement,
        operator,
      );
    };
    await screen.findAllByRole('combobox', { name: 'Field' });
    await field(0, 'createdAt', 'after');
    const day = screen.getAllByLabelText('Value')[0] as HTMLElement;
    fireEvent.change(day, { target: { value: '2026-10-01' } });
    await field(1, 'segment', 'notIn');
    await user.click(screen.getByRole('combobox', { name: 'Segments' }));
    await screen.findByRole('option', { name: 'Spent over 10,000' });
    const offered = within(screen.getByRole('listbox', { name: 'Segments' })).getAllByRole('option');
    expect(offered.map((option) => option.textContent).join()).not.toContain('Gold in the west');
    await user.click(await screen.findByRole('option', { name: /Spent over 10,000/ }));
    expect(await screen.findByRole('button', { name: 'Remove Spent over 10,000' })).toBeVisible();
    await waitFor(() =>
      expect(sent.at(-1)?.rules).toEqual([
        { field: 'createdAt', operator: 'after', value: '2026-10-01' },
        { field: 'segment', operator: 'notIn', value: ['s2'] },
      ]),
    );

    await user.click(screen.getByRole('button', { name: 'Value: add a time' }));
    fireEvent.change(screen.getByLabelText('Value: time of that day'), { target: { value: '09:30' } });
    await field(1, 'birthDate', 'anniversaryWithinNext');
    await user.type(screen.getByRole('spinbutton', { name: 'Period: how many' }), '2');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Period: unit' }), 'weeks');
    await waitFor(() =>
      expect(sent.at(-1)?.rules).toEqual([
        // Half past nine in Kolkata.
        { field: 'createdAt', operator: 'after', value: '2026-10-01T04:00:00.000Z' },
        { field: 'birthDate', operator: 'anniversaryWithinNext', value: 'P2W' },
      ]),
    );
  });

  it('narrows messages by campaigns, chosen by name', async () => {
    const sent: RuleGroup[] = [];
    const { user } = renderApp('/segments/new', { handlers: [remembering(sent)] });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Field' }), 'messages.opened');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Operator' }), '>=');
    await user.type(screen.getByRole('spinbutton', { name: 'Value' }), '1');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Only with' }), 'campaign');
    await user.click(screen.getByRole('combobox', { name: 'Only with campaign' }));
    await user.click(await screen.findByRole('option', { name: 'Monsoon welcome' }));
    expect(await screen.findByRole('button', { name: 'Remove Monsoon welcome' })).toBeVisible();
    await waitFor(() =>
      expect(sent.at(-1)?.rules).toEqual([
        { field: 'messages.opened', operator: '>=', value: 1, where: { campaign: ['k1'] } },
      ]),
    );
  });

  it('edits as text what is of a type that it does not know', async () => {
    const sent: RuleGroup[] = [];
    const { user } = renderApp('/segments/new', { handlers: [remembering(sent)] });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Field' }), 'attributes.home');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Operator' }), 'near');
    await user.type(screen.getByRole('textbox', { name: 'Value' }), '18.5,73.9');
    await waitFor(() =>
      expect(sent.at(-1)?.rules).toEqual([
        { field: 'attributes.home', operator: 'near', value: '18.5,73.9' },
      ]),
    );
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
    // Our own saving makes what was edited older than what is saved, which is nobody else's doing.
    const takenForOthers = vi.fn();
    const watching = new MutationObserver(() => {
      if (screen.queryByText(/Somebody else saved/)) takenForOthers();
    });
    watching.observe(document.body, { childList: true, subtree: true });
    await user.click(screen.getByRole('button', { name: 'Save segment' }));
    expect(await screen.findByRole('heading', { name: 'West' })).toBeVisible();
    watching.disconnect();
    expect(takenForOthers).not.toHaveBeenCalled();
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

  it('a reader sees no builder', async () => {
    renderApp('/segments/new', { handlers: [analyst] });
    expect(await screen.findByText('You may look at segments, but not change them')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Save segment' })).toBeNull();
  });
});

describe('the preview', () => {
  interface Asked {
    rule: RuleGroup;
    exact: boolean;
    builder: string;
    segmentId?: string;
  }
  const estimate = {
    count: 12_437,
    exact: false,
    low: 12_137,
    high: 12_712,
    of: 132_000,
    description: 'City is Pune',
    conditions: [{ pointer: '/rule/rules/0', count: 12_437, exact: false }],
    sample: [],
  };
  const exact = {
    ...estimate,
    count: 12_402,
    exact: true,
    low: 12_402,
    high: 12_402,
    conditions: [{ pointer: '/rule/rules/0', count: 12_402, exact: true }],
  };

  it('shows an estimate at once and then the exact count, under one name for the page', async () => {
    const asked: Asked[] = [];
    let count = () => {};
    const counted = new Promise<void>((resolve) => (count = resolve));
    const { user } = renderApp('/segments/new', {
      handlers: [
        http.post('/api/segments/preview', async ({ request }) => {
          const body = (await request.clone().json()) as Asked;
          asked.push(body);
          if (body.exact) await counted;
          return HttpResponse.json(body.exact ? exact : estimate);
        }),
      ],
    });
    await user.type(await screen.findByRole('combobox', { name: 'Value' }), 'Pune');
    expect(await screen.findByTestId('preview-count')).toHaveTextContent(
      'about 12,400 customers(12,100–12,800)',
    );
    expect(screen.getByText('9.4% of 132,000 customers', { exact: false })).toBeVisible();
    expect(screen.getByText('about 12,400', { selector: '.rule-count' })).toBeVisible();
    expect(screen.getByText('counting exactly…')).toBeVisible();

    count();
    await waitFor(() => expect(screen.getByTestId('preview-count')).toHaveTextContent(/^12,402 customers$/));
    expect(screen.getByText('12,402', { selector: '.rule-count' })).toBeVisible();
    expect(screen.queryByText('counting exactly…')).toBeNull();
    expect(asked.map(({ exact: wanted }) => wanted)).toEqual([false, true]);
    expect(new Set(asked.map(({ builder }) => builder)).size).toBe(1);
    expect(asked[0]?.builder).toMatch(/^[0-9a-f-]{36}$/);
    expect(asked[0]).not.toHaveProperty('segmentId');
  });

  it('does not ask twice for what is exact at once', async () => {
    const asked: Asked[] = [];
    const { user } = renderApp('/segments/new', {
      handlers: [
        http.post('/api/segments/preview', async ({ request }) => {
          asked.push((await request.clone().json()) as Asked);
        }),
      ],
    });
    await user.type(await screen.findByRole('combobox', { name: 'Value' }), 'Pune');
    expect(await screen.findByText('City is Pune')).toBeVisible();
    await screen.findByTestId('preview-count');
    expect(asked.filter((one) => one.exact)).toEqual([]);
  });

  it('asks again where the server took a later request for its successor', async () => {
    let asked = 0;
    const { user } = renderApp('/segments/new', {
      handlers: [
        http.post('/api/segments/preview', () => {
          asked += 1;
          return asked === 1 ? problem(409, 'A newer request took its place') : HttpResponse.json(exact);
        }),
      ],
    });
    await user.type(await screen.findByRole('combobox', { name: 'Value' }), 'Pune');
    expect(await screen.findByTestId('preview-count')).toHaveTextContent('12,402');
    expect(screen.queryByText(/took its place/)).toBeNull();
  });

  it('keeps how many meet a condition by itself while another one is written', async () => {
    const { user, api } = renderApp('/segments/new');
    const inPune = String(api.world.customers.filter(({ city }) => city === 'Pune').length);
    await user.type(await screen.findByRole('combobox', { name: 'Value' }), 'Pune');
    const count = () => screen.queryByText(inPune, { selector: '.rule-count' });
    await waitFor(() => expect(count()).toBeVisible());

    await user.click(screen.getByRole('button', { name: 'Add condition' }));
    expect(screen.getByText(/^One condition needs a value/)).toBeVisible();
    await act(() => new Promise((resolve) => setTimeout(resolve, 400)));
    expect(count()).toBeVisible();
    await user.type(screen.getAllByRole('combobox', { name: 'Value' })[0] as HTMLElement, 'x');
    expect(count()).toBeNull();
  });

  it('says who would join and who would leave before a segment is changed', async () => {
    const { user, api } = renderApp('/segments/s4/edit');
    const named = (city: string) => api.world.customers.filter((customer) => customer.city === city).length;
    expect(await screen.findByText('Saving it moves nobody.')).toBeVisible();
    const value = await screen.findByRole('combobox', { name: 'Value' });
    await user.clear(value);
    await user.type(value, 'Mumbai');
    const moves = screen.getByRole('group', { name: 'Once it is saved' });
    await waitFor(() => expect(moves).toHaveTextContent(`${named('Mumbai')} would join`));
    expect(moves).toHaveTextContent(`${named('Chennai')} would leave`);
    expect(
      within(within(moves).getByRole('list', { name: 'Some who would join', hidden: true })).getAllByText(
        /^Rohan/,
      ).length,
    ).toBeGreaterThan(0);
  });

  it('hints at another segment that asks the same, not at the one that is edited', async () => {
    const { user } = renderApp('/segments/new');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Field' }), 'orders.total');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Operator' }), '>');
    await user.type(screen.getByRole('spinbutton', { name: 'Value' }), '10000');
    expect(await screen.findByText(/asks the same\.$/)).toHaveTextContent(
      '“Spent over 10,000” asks the same.',
    );
  });

  it('does not hint at the segment itself', async () => {
    const { client } = renderApp('/segments/s2/edit');
    await screen.findByTestId('preview-count');
    await waitFor(() =>
      expect(client.getQueriesData({ queryKey: ['segment-check'] }).at(-1)?.[1]).toMatchObject({
        sameAs: [{ id: 's2' }],
      }),
    );
    expect(screen.queryByText(/asks the same/)).toBeNull();
  });
});

describe('when somebody else saved the segment meanwhile', () => {
  function startEditing() {
    const app = renderApp('/segments/s4/edit');
    const segment = app.api.world.segments.find(({ id }) => id === 's4');
    const saveTheirs = () =>
      Object.assign(segment ?? {}, {
        version: 5,
        name: 'Kochi, theirs',
        rule: { combinator: 'and', rules: [{ field: 'city', operator: '=', value: 'Kochi' }] },
      });
    return { ...app, segment, saveTheirs };
  }

  it('it says so, loses nothing, and saving mine then replaces theirs', async () => {
    const { user, segment, saveTheirs } = startEditing();
    const name = await screen.findByLabelText(/^Name/);
    await user.clear(name);
    await user.type(name, 'Mine');
    saveTheirs();
    await user.click(screen.getByRole('button', { name: 'Save segment' }));

    const notice = await screen.findByRole('alert');
    await waitFor(() => expect(notice).toHaveTextContent('it became “Kochi, theirs”: City is Kochi'));
    expect(name).toHaveValue('Mine');
    expect(segment?.name).toBe('Kochi, theirs');

    await user.click(screen.getByRole('button', { name: 'Keep editing mine' }));
    expect(screen.queryByText(/Somebody else saved/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save segment' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
    expect(segment).toMatchObject({ version: 6, name: 'Mine' });
  });

  it('their version can be looked at, and mine comes back', async () => {
    const { user, saveTheirs } = startEditing();
    const name = await screen.findByLabelText(/^Name/);
    await user.clear(name);
    await user.type(name, 'Mine');
    saveTheirs();
    await user.click(screen.getByRole('button', { name: 'Save segment' }));
    const see = await screen.findByRole('button', { name: 'See their version' });
    await waitFor(() => expect(see).toBeEnabled());
    await user.click(see);
    expect(name).toHaveValue('Kochi, theirs');
    expect(screen.getByRole('combobox', { name: 'Value' })).toHaveValue('Kochi');

    await user.click(screen.getByRole('button', { name: 'Back to mine' }));
    expect(name).toHaveValue('Mine');
    expect(screen.getByRole('combobox', { name: 'Value' })).toHaveValue('Chennai');
  });

  it('it is said as soon as it is known, and not for what nobody can edit', async () => {
    const { client, segment, saveTheirs } = startEditing();
    await screen.findByLabelText(/^Name/);
    Object.assign(segment ?? {}, { version: 5 });
    await act(() => client.invalidateQueries({ queryKey: ['segments', 's4'] }));
    expect(screen.queryByText(/Somebody else saved/)).toBeNull();
    saveTheirs();
    Object.assign(segment ?? {}, { version: 6 });
    await act(() => client.invalidateQueries({ queryKey: ['segments', 's4'] }));
    expect(await screen.findByText(/Somebody else saved/)).toBeVisible();
  });
});
