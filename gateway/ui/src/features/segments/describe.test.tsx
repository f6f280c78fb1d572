import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { RuleGroup, WordsAnswer } from '@/lib/api/types';
import { problem } from '@/testing/mockHttp';
import { analyst, renderApp } from '@/testing/renderApp';
import { bothOf } from './rule';

const box = () => screen.findByRole('textbox', { name: 'Your audience in words' });

describe('an audience in words', () => {
  it('shows what was understood before anything is used, and is an ordinary rule after', async () => {
    const { user, api } = renderApp('/segments/new');
    await user.type(
      await box(),
      'Customers in Pune or Mumbai who spent more than 5,000 in the last 90 days{Enter}',
    );
    expect(await screen.findByText('in Pune or Mumbai', { selector: 'mark' })).toBeVisible();
    expect(screen.getByText(/^City is Pune or Mumbai and Total spent in the last 90 days/)).toBeVisible();
    expect(screen.getByTestId('words-count')).toHaveTextContent(/^\d+$/);
    expect(within(screen.getByRole('list', { name: 'Some of them' })).getAllByRole('link')[0]).toBeVisible();
    expect(screen.getByText('By built-in rules, without an AI model')).toBeVisible();
    // Nothing is in the builder yet, nor saved by the key that asked.
    expect(screen.getAllByRole('combobox', { name: 'Field' })).toHaveLength(1);
    expect(screen.getByRole('combobox', { name: 'Operator' })).toHaveValue('=');
    expect(api.world.segments.some(({ id }) => id.includes('new'))).toBe(false);

    await user.click(screen.getByRole('button', { name: 'Use these conditions' }));
    expect(
      screen.getAllByRole('combobox', { name: 'Field' }).map((field) => (field as HTMLSelectElement).value),
    ).toEqual(['city', 'orders.total']);
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Big in the west');
    await user.click(screen.getByRole('button', { name: 'Save segment' }));
    await screen.findByRole('heading', { level: 1, name: 'Big in the west' });
    expect(api.world.segments.find(({ name }) => name === 'Big in the west')?.rule).toEqual({
      combinator: 'and',
      rules: [
        { field: 'city', operator: 'in', value: ['Pune', 'Mumbai'] },
        { field: 'orders.total', operator: '>', value: 5000, within: 'P90D' },
      ],
    });
  });

  it('names what was not understood, and never drops it quietly', async () => {
    const { user } = renderApp('/segments/new');
    await user.type(await box(), 'in Pune and wear a red hat{Enter}');
    expect(await screen.findByText('wear a red hat', { selector: 'mark' })).toHaveTextContent(
      /^not understood: /,
    );
    const notice = screen.getByRole('group', { name: 'Not understood' });
    expect(notice).toHaveTextContent('One part was not understood, and the conditions leave it out.');
    expect(notice).toHaveTextContent('Nothing that can be asked about customers has this name.');
    expect(screen.queryByRole('button', { name: 'Use these conditions' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Use what was understood' })).toBeEnabled();
  });

  it('offers nothing to use where nothing was understood', async () => {
    const { user } = renderApp('/segments/new');
    await user.type(await box(), 'wearing red hats{Enter}');
    expect(await screen.findByText('Nothing of this could be turned into conditions.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull();
  });

  it('is not used once its text was changed', async () => {
    const { user } = renderApp('/segments/new');
    await user.type(await box(), 'in Pune{Enter}');
    const use = await screen.findByRole('button', { name: 'Use these conditions' });
    await user.type(await box(), ' or Delhi');
    expect(use).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Turn into conditions' }));
    expect((await screen.findAllByText(/^City is Pune or Delhi/))[0]).toBeVisible();
  });

  it('can be added to conditions that are there, and taken back', async () => {
    const { user } = renderApp('/segments/s1/edit');
    await user.type(await box(), 'spent over 5,000{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Add to the conditions below' }));
    const fields = () =>
      screen.getAllByRole('combobox', { name: 'Field' }).map((field) => (field as HTMLSelectElement).value);
    expect(fields()).toEqual(['city', 'attributes.plan', 'orders.total']);
    await user.click(screen.getByRole('button', { name: 'Back to those before' }));
    expect(fields()).toEqual(['city', 'attributes.plan']);
  });

  it('read by a model can be read without it', async () => {
    const asked: unknown[] = [];
    const { user } = renderApp('/segments/new', {
      handlers: [
        http.post<never, { engine?: string; text: string }>('/api/insights/rule', async ({ request }) => {
          const body = await request.clone().json();
          asked.push(body);
          if (body.engine) return;
          return HttpResponse.json({
            text: body.text,
            rule: { combinator: 'and', rules: [{ field: 'city', operator: '=', value: 'Pune' }] },
            description: 'City is Pune',
            understood: [],
            notUnderstood: [],
            complete: true,
            answeredBy: 'MODEL:gpt-5-mini',
          } satisfies WordsAnswer);
        }),
      ],
    });
    await user.type(await box(), 'in Pune{Enter}');
    expect(await screen.findByText('By gpt-5-mini')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Read it without the model' }));
    expect(await screen.findByText('By built-in rules, without an AI model')).toBeVisible();
    expect(asked).toEqual([{ text: 'in Pune' }, { text: 'in Pune', engine: 'RULES_ENGINE' }]);
  });

  it('says what went wrong', async () => {
    const { user } = renderApp('/segments/new', {
      handlers: [http.post('/api/insights/rule', () => problem(503, 'Segments are away'))],
    });
    await user.type(await box(), 'in Pune{Enter}');
    expect(await screen.findByText('Segments are away')).toBeVisible();
  });
});

describe('segments that the data suggests', () => {
  it('say how many and why now, and are used as a draft', async () => {
    const { user, api } = renderApp('/segments');
    await user.click(await screen.findByRole('link', { name: 'Use as draft: The best of all' }));
    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('The best of all');
    expect(screen.getByRole('combobox', { name: 'Field' })).toHaveValue('orders.total');
    await waitFor(() => expect(screen.getByTestId('preview-count')).toHaveTextContent(/\d/));
    expect(api.world.segments.some(({ name }) => name === 'The best of all')).toBe(false);
  });

  it('are for whoever only looks, too, who can make none of them', async () => {
    renderApp('/segments', { handlers: [analyst] });
    expect(await screen.findByText('Big spenders who went quiet')).toBeVisible();
    expect(screen.getByText(/have not ordered for 15 days/)).toBeVisible();
    expect(screen.queryByRole('link', { name: /^Use as draft/ })).toBeNull();
  });

  it('stay out of the way of a search', async () => {
    renderApp('/segments?search=gold');
    expect(await screen.findByText('Gold in the west')).toBeVisible();
    expect(screen.queryByText('Suggested by your data')).toBeNull();
  });
});

it('two rules in one ask all that both ask', () => {
  const city: RuleGroup = { combinator: 'and', rules: [{ field: 'city', operator: '=', value: 'Pune' }] };
  const none: RuleGroup = { ...city, not: true };
  const any: RuleGroup = { ...city, combinator: 'or' };
  expect(bothOf(city, city).rules).toEqual([...city.rules, ...city.rules]);
  expect(bothOf(city, none).rules).toEqual([...city.rules, none]);
  expect(bothOf(any, city).rules).toEqual([any, ...city.rules]);
});
