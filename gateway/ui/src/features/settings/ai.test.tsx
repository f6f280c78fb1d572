import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { ada } from '@/testing/mockApi';
import { renderApp } from '@/testing/renderApp';
import { changeOf, formOf } from './aiForm';

describe('the AI settings', () => {
  it('say whether a model answers, what it costs, and of the key only whether there is one', async () => {
    renderApp('/settings/ai');
    expect(await screen.findByText('Built-in rules answer')).toBeVisible();
    expect(screen.getByText('No key is configured, so the built-in rules answer.')).toBeVisible();
    expect(screen.getByText('None configured')).toBeVisible();
    expect(screen.getByRole('progressbar', { name: 'Of today’s budget' })).toHaveAttribute(
      'aria-valuenow',
      '8',
    );
    expect(screen.getByText('$0.42').closest('p')).toHaveTextContent('$0.42 of $5 spent');
  });

  it('are changed as a whole, under the version that was read', async () => {
    const sent: [unknown, string | null][] = [];
    const { user } = renderApp('/settings/ai', {
      handlers: [
        http.put('/api/settings/ai', async ({ request }) => {
          sent.push([await request.clone().json(), request.headers.get('if-match')]);
        }),
      ],
    });
    await user.click(await screen.findByRole('switch', { name: 'Use the model where there is one' }));
    await user.type(screen.getByRole('textbox', { name: 'Brand voice' }), 'Warm and plain.');
    await user.type(screen.getByRole('textbox', { name: 'Words that no draft may use' }), 'bargain,');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Saved.'));
    expect(sent).toEqual([
      [
        {
          enabled: false,
          forbiddenWords: ['cheap', 'bargain'],
          dailyBudget: '5',
          inputPrice: '0.25',
          outputPrice: '2',
          brandVoice: 'Warm and plain.',
        },
        '"0"',
      ],
    ]);
    expect(await screen.findByText('The model is switched off.')).toBeVisible();
  });

  it('show what is wrong at the input', async () => {
    const { user } = renderApp('/settings/ai');
    const budget = await screen.findByRole('textbox', { name: 'Budget a day, in US dollars' });
    await user.clear(budget);
    await user.type(budget, 'plenty');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(budget).toHaveAccessibleDescription(/An amount in US dollars is a decimal number\./),
    );
  });

  it('are not for everybody', async () => {
    renderApp('/settings/ai', {
      handlers: [http.get('/api/me', () => HttpResponse.json({ ...ada, roles: ['MARKETER'] }))],
    });
    expect(await screen.findByText('Settings are for managers')).toBeVisible();
    expect(screen.queryByRole('switch')).toBeNull();
    expect(within(screen.getByRole('navigation', { name: 'Main' })).queryByText('Settings')).toBeNull();
  });

  it('follow the environment’s model where none is named', () => {
    const form = formOf(undefined);
    expect(changeOf({ ...form, model: '  ' })).toEqual({ enabled: true, forbiddenWords: [] });
    expect(changeOf({ ...form, model: ' llama3 ' })).toEqual({
      enabled: true,
      forbiddenWords: [],
      model: 'llama3',
    });
  });
});
