import { screen, waitFor, within } from '@testing-library/react';
import { getResponse, http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { CampaignInsight } from '@/lib/api/types';
import { createMockApi } from '@/testing/mockApi';
import { problem } from '@/testing/mockHttp';
import { renderApp } from '@/testing/renderApp';

async function results(change: Partial<CampaignInsight> = {}): Promise<CampaignInsight> {
  const request = new Request('http://localhost/api/insights/campaigns/k1');
  const response = await getResponse(createMockApi().handlers, request, { baseUrl: 'http://localhost' });
  return { ...((await response?.json()) as CampaignInsight), ...change };
}

const answering = (answer: CampaignInsight) =>
  http.get('/api/insights/campaigns/:id', () => HttpResponse.json(answer));

const panel = async (name: string) => within(await screen.findByRole('region', { name }));

describe('the results of a campaign', () => {
  it('are what it brought, from the touch and in the window that are chosen', async () => {
    const asked: string[] = [];
    const { user } = renderApp('/campaigns/k1', {
      handlers: [
        http.get('/api/insights/campaigns/:id', ({ request }) => {
          asked.push(new URL(request.url).search);
        }),
      ],
    });
    const shown = await panel('Results');
    const conversion = await shown.findByRole('group', { name: 'Conversion' });
    expect(conversion).toHaveTextContent(/\d+ of 19 customers/);
    expect(asked).toEqual(['?touch=sent']);
    await user.click(shown.getByRole('button', { name: 'Opened' }));
    await waitFor(() => expect(asked.at(-1)).toBe('?touch=opened'));
    await user.selectOptions(
      shown.getByRole('combobox', { name: 'Days in which an order counts' }),
      '14 days',
    );
    await waitFor(() => expect(asked.at(-1)).toBe('?touch=opened&window=14'));
    expect(await shown.findByText(/within 14 days after somebody opened the message/)).toBeVisible();
  });

  it('never pass chance off as an effect', async () => {
    renderApp('/campaigns/k1');
    const shown = await panel('Results');
    const bar = await shown.findByRole('img', {
      name: /^Share who order: \+9 points, between −2 points and \+20 points with 95% confidence/,
    });
    expect(bar.closest('.interval')).toHaveTextContent('May be chance');
    const sure = shown.getByRole('img', { name: /^Revenue per customer/ }).closest('.interval');
    expect(sure).toHaveTextContent('Hardly chance, with 95% confidence');
  });

  it('say why there is no uplift where nobody was held out', async () => {
    const answer = await results({
      uplift: { confidence: 0.95, explanation: 'Nobody was held out, so there is nothing to compare with.' },
    });
    renderApp('/campaigns/k1', { handlers: [answering(answer)] });
    const shown = await panel('Results');
    expect(await shown.findByText('Nobody was held out, so there is nothing to compare with.')).toBeVisible();
    expect(shown.queryByText('Share who order')).toBeNull();
  });

  it('are shown variant by variant', async () => {
    const { messages, revenue } = await results();
    const answer = await results({
      variants: ['A', 'B'].map((name) => ({ name, messages, revenue })),
    });
    renderApp('/campaigns/k1', { handlers: [answering(answer)] });
    const table = await screen.findByRole('table', { name: 'Results by variant' });
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    expect(screen.queryByRole('table', { name: 'Results by step' })).toBeNull();
  });

  it('go along by day since the message, as a table, too', async () => {
    const { user } = renderApp('/campaigns/k1');
    const shown = await panel('Results');
    expect(
      await shown.findByRole('img', { name: /^By day 7: With a message 24\.\d%, Held out 16\.\d%/ }),
    ).toBeVisible();
    await user.click(shown.getByRole('button', { name: 'Show as a table' }));
    const table = shown.getByRole('table', { name: 'By day since the message' });
    expect(within(table).getAllByRole('row')).toHaveLength(8);
  });

  it('wait for the first message', async () => {
    const answer = await results();
    renderApp('/campaigns/k1', {
      handlers: [answering({ ...answer, messages: { ...answer.messages, sent: 0 } })],
    });
    expect(await screen.findByText('No results yet')).toBeVisible();
  });

  it('are not there for a draft', async () => {
    renderApp('/campaigns/k2');
    await screen.findByRole('heading', { level: 1, name: 'Diwali preview' });
    expect(screen.queryByRole('region', { name: 'Results' })).toBeNull();
  });
});

describe('the review of a campaign', () => {
  it('says what happened, what to do next time, and who wrote it', async () => {
    renderApp('/campaigns/k1');
    const review = await panel('Review');
    expect(await review.findByText(/^More ordered with the message/)).toBeVisible();
    expect(review.getByText('Send at 19:00, when most are opened.')).toBeVisible();
    expect(review.getByText('By built-in rules, without an AI model')).toBeVisible();
    expect(review.getByText('Customers who ordered, of those who got it.')).toBeInTheDocument();
  });

  it('may come too early', async () => {
    renderApp('/campaigns/k1', {
      handlers: [http.get('/api/insights/campaigns/:id/review', () => problem(409, 'Nothing was sent yet'))],
    });
    expect(await screen.findByText('Too early to look back')).toBeVisible();
    expect(screen.getByText('Nothing was sent yet')).toBeVisible();
  });
});
