import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Reply } from '@/lib/api/types';
import { problem } from '@/testing/mockHttp';
import { analyst, renderApp } from '@/testing/renderApp';

describe('a question', () => {
  it('is answered with figures, what was counted and who answered', async () => {
    const { user } = renderApp('/ask', { handlers: [analyst] });
    await user.click(await screen.findByRole('link', { name: 'Which city grew most last quarter?' }));
    expect(await screen.findByText(/^Pune grew most/)).toBeVisible();
    const row = within(screen.getByRole('table', { name: 'Figures' })).getByRole('row', { name: /^Pune/ });
    expect(row).toHaveTextContent('Pune₹961,300₹777,10023.7%');
    expect(within(screen.getByRole('list', { name: 'INR' })).getAllByRole('listitem')).toHaveLength(3);
    expect(screen.getByText(/Totals of the orders placed in the period/)).toBeVisible();
    expect(screen.getByText('By built-in rules, without an AI model')).toBeVisible();
  });

  it('about a course of time is answered with a chart', async () => {
    renderApp('/ask?q=New customers by week');
    expect(await screen.findByRole('img', { name: /132 customers came in this period/ })).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Question' })).toHaveValue('New customers by week');
  });

  it('about the best customers is answered with their names, which lead to them', async () => {
    const { api } = renderApp('/ask?q=Who are our ten best customers?');
    const list = within(await screen.findByRole('list', { name: 'INR' }));
    await waitFor(() => expect(list.getAllByRole('link')[0]).toHaveTextContent(/[A-Z][a-z]+ [A-Z]/));
    const [first] = list.getAllByRole('link');
    expect(screen.getByText(/comes first with/)).toHaveTextContent(first?.textContent ?? '–');
    const id = first?.getAttribute('href')?.split('/').at(-1);
    expect(api.world.customers.some((customer) => customer.id === id)).toBe(true);
    expect(list.getAllByRole('listitem')).toHaveLength(10);
  });

  it('about a rate is answered with shares', async () => {
    renderApp('/ask?q=What is the open rate by channel?');
    const list = await screen.findByRole('list', { name: 'Value' });
    expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent('EMAIL42.1%');
  });

  it('that is not understood gets no answer, but says why', async () => {
    renderApp('/ask?q=Sing me a song');
    expect(await screen.findByRole('heading', { name: 'That was not understood' })).toBeVisible();
    expect(screen.getByRole('list', { name: 'Not understood' })).toHaveTextContent('Sing me a song');
    expect(screen.queryByRole('heading', { name: 'Answer' })).toBeNull();
    expect(screen.getByRole('link', { name: 'How much did we sell last month?' })).toBeVisible();
  });

  it('says when a model answered, and when one should have', async () => {
    const reply = (origin: Pick<Reply, 'answeredBy' | 'notice'>): Reply => ({
      question: 'How many?',
      answer: '12 orders.',
      columns: [],
      rows: [],
      notUnderstood: [],
      suggestions: [],
      ...origin,
    });
    let origin: Pick<Reply, 'answeredBy' | 'notice'> = { answeredBy: 'MODEL:gpt-5-mini' };
    const { user } = renderApp('/ask?q=How many?', {
      handlers: [http.post('/api/insights/ask', () => HttpResponse.json(reply(origin)))],
    });
    expect(await screen.findByText('By gpt-5-mini')).toBeVisible();
    origin = { answeredBy: 'RULES_ENGINE', notice: 'The model took too long.' };
    await user.type(screen.getByRole('textbox', { name: 'Question' }), ' Really?{Enter}');
    expect(await screen.findByText('The model took too long.')).toBeVisible();
    expect(screen.queryByText('By gpt-5-mini')).toBeNull();
  });

  it('that fails can be asked again', async () => {
    let times = 0;
    const { user } = renderApp('/ask?q=How much revenue?', {
      handlers: [
        http.post('/api/insights/ask', () => (times++ === 0 ? problem(500, 'No answer today') : undefined)),
      ],
    });
    expect(await screen.findByText('No answer today')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Revenue was 1,284,500 INR.')).toBeVisible();
  });
});
