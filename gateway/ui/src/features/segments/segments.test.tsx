import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Finding, SegmentWhy } from '@/lib/api/types';
import { formatDateTime, formatDay } from '@/lib/format';
import { analyst, renderApp } from '@/testing/renderApp';

const list = () => screen.findByRole('table', { name: 'Segments' });

describe('the segments', () => {
  it('are the active ones, others when asked for, and found by name', async () => {
    const { user, router } = renderApp('/segments');
    expect(within(await list()).getByText('Gold in the west')).toBeVisible();
    expect(screen.queryByText('Chennai last summer')).toBeNull();

    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Archived');
    expect(await screen.findByText('Chennai last summer')).toBeVisible();
    expect(screen.queryByText('Gold in the west')).toBeNull();
    expect(router.state.location.search).toBe('?state=ARCHIVED');

    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Active and archived');
    await screen.findByText('Gold in the west');
    await user.type(screen.getByRole('searchbox', { name: 'Search by name' }), 'summer');
    await waitFor(() => expect(screen.queryByText('Gold in the west')).toBeNull());
    expect(router.state.location.search).toBe('?state=ALL&search=summer');

    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Active');
    expect(await screen.findByText('No segment is called “summer”')).toBeVisible();
  });

  it('say how far they are worked out, and how long it takes', async () => {
    renderApp('/segments');
    const row = within(await list()).getByRole('row', { name: /Spent over 10,000/ });
    expect(within(row).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '84');
    expect(row).toHaveTextContent('84 of 132 checked, about 2 min left');
  });

  it('cannot be added by who only reads', async () => {
    renderApp('/segments', { handlers: [analyst] });
    await list();
    expect(screen.queryByRole('link', { name: /New segment/ })).toBeNull();
  });
});

async function choose(user: ReturnType<typeof renderApp>['user'], item: string) {
  await user.click(await screen.findByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('button', { name: item }));
}

describe('a segment', () => {
  it('shows how large it was and who came and went, also as a table', async () => {
    const asked: string[] = [];
    const { user } = renderApp('/segments/s1', {
      handlers: [
        http.get('/api/segments/s1/history', ({ request }) => {
          asked.push(new URL(request.url).search);
          return HttpResponse.json({
            days: [
              { day: '2026-11-23', joined: 5, left: 0, size: 5 },
              { day: '2026-11-24', joined: 40, left: 3, size: 42 },
            ],
          });
        }),
      ],
    });
    expect(await screen.findByText('45 joined and 3 left in 2 days')).toBeVisible();
    expect(screen.getByRole('img', { name: 'Size by day: 5 2 days ago, 42 today' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show as a table' }));
    const rows = within(screen.getByRole('table', { name: 'Days' })).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      'DayJoinedLeftAt day’s end',
      `${formatDay('2026-11-24')}40342`,
      `${formatDay('2026-11-23')}505`,
    ]);
    await user.click(screen.getByRole('button', { name: 'A year' }));
    await waitFor(() => expect(asked.at(-1)).toBe('?days=365'));
  });

  it('lists who is in it, since when, what brought it about and why', async () => {
    renderApp('/segments/s1');
    const members = await screen.findByRole('table', { name: 'Members' });
    const [, first, second] = within(members).getAllByRole('row');
    expect(first).toHaveTextContent('Asha Rao');
    expect(first).toHaveTextContent('The segment changed');
    expect(second).toHaveTextContent('An order came or changed');
    expect(
      within(first as HTMLElement).getByRole('link', { name: 'Why is Asha Rao in it?' }),
    ).toHaveAttribute('href', '/segments/s1/why/c0001');
    expect(screen.getByRole('link', { name: 'Export' })).toHaveAttribute(
      'href',
      '/api/segments/s1/members/export',
    );
  });

  it('says what uses it', async () => {
    renderApp('/segments/s1');
    const uses = await screen.findByRole('region', { name: 'Used by' });
    expect(await within(uses).findByRole('link', { name: 'Monsoon welcome' })).toHaveAttribute(
      'href',
      '/campaigns/k1',
    );
    expect(within(uses).getByRole('link', { name: 'Buys again this quarter' })).toHaveAttribute(
      'href',
      '/segments/s3',
    );
  });

  it('can be duplicated, to be changed at once', async () => {
    const { user } = renderApp('/segments/s3');
    await choose(user, 'Duplicate');
    expect(await screen.findByRole('heading', { level: 1, name: 'Edit segment' })).toBeVisible();
    expect(await screen.findByLabelText(/^Name/)).toHaveValue('Copy of Buys again this quarter');
  });

  it('can be archived and restored', async () => {
    const { user, api } = renderApp('/segments/s3');
    const state = () => api.world.segments.find(({ id }) => id === 's3')?.state;
    await choose(user, 'Archive');
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Archive' }));
    expect(await screen.findByText('Archived')).toBeVisible();
    expect(state()).toBe('ARCHIVED');
    expect(screen.queryByRole('link', { name: /New campaign/ })).toBeNull();

    await choose(user, 'Restore');
    expect(await screen.findByRole('link', { name: /New campaign/ })).toBeVisible();
    expect(state()).toBe('ACTIVE');
  });

  it('is not deleted while it is used, and the refusal leads to what uses it', async () => {
    const { user, api } = renderApp('/segments/s1');
    await choose(user, 'Delete');
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Delete segment' }));
    expect(await within(dialog).findByText('It is still used. Change or end these first:')).toBeVisible();
    expect(within(dialog).getByRole('link', { name: 'Monsoon welcome' })).toHaveAttribute(
      'href',
      '/campaigns/k1',
    );
    expect(api.world.segments.map(({ id }) => id)).toContain('s1');
  });

  it('is deleted for good where nothing uses it', async () => {
    const { user, api } = renderApp('/segments/s3');
    await choose(user, 'Delete');
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete segment' }),
    );
    await list();
    expect(api.world.segments.map(({ id }) => id)).not.toContain('s3');
  });

  it('is only looked at by who only reads', async () => {
    renderApp('/segments/s1', { handlers: [analyst] });
    await screen.findByRole('table', { name: 'Members' });
    expect(screen.getByRole('link', { name: 'Export' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'More' })).toBeNull();
    expect(screen.queryByRole('link', { name: /Edit|New campaign/ })).toBeNull();
  });

  it('leads to why any customer is in it or not', async () => {
    const { user } = renderApp('/segments/s1');
    await user.type(await screen.findByRole('combobox', { name: 'Customer' }), 'Vikram Patil');
    // What is found for the first letters goes once the rest is searched for.
    await waitFor(() => expect(screen.queryByRole('option', { name: /Asha Rao/ })).toBeNull());
    await user.click((await screen.findAllByRole('option', { name: /Vikram Patil/ }))[0] as HTMLElement);
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Why Vikram Patil is not in' }),
    ).toBeVisible();
  });
});

const condition = (part: Partial<Finding>): Finding => ({
  pointer: '/rules/0',
  kind: 'CONDITION',
  description: 'Last order is within the last 30 days',
  holds: true,
  value: '2026-11-24T04:30:00Z',
  not: false,
  rules: [],
  ...part,
});

const why: SegmentWhy = {
  customerId: 'c0001',
  name: 'Asha Rao',
  member: true,
  since: '2026-11-12T04:34:00Z',
  reason: 'ORDER_CHANGED',
  cause: 'o0001',
  nextChangeAt: '2026-12-24T04:30:00Z',
  finding: {
    pointer: '',
    kind: 'GROUP',
    description: 'All of these',
    holds: true,
    combinator: 'and',
    not: false,
    rules: [
      condition({ changesAt: '2026-12-24T04:30:00Z' }),
      {
        ...condition({
          pointer: '/rules/1',
          kind: 'GROUP',
          description: 'None of these',
          combinator: 'or',
          not: true,
        }),
        rules: [
          condition({
            pointer: '/rules/1/rules/0',
            description: 'City is Pune',
            holds: false,
            value: undefined,
          }),
          condition({
            pointer: '/rules/1/rules/1',
            description: 'In “Gold in the west”',
            kind: 'SEGMENT',
            holds: false,
            value: undefined,
            rules: [
              {
                ...condition({
                  pointer: '/rules/1/rules/1/value/0',
                  kind: 'GROUP',
                  description: 'Gold in the west',
                  combinator: 'and',
                  holds: false,
                }),
                rules: [
                  condition({
                    pointer: '/rules/1/rules/1/rules/0',
                    description: 'Plan is gold',
                    holds: false,
                    value: 'silver',
                  }),
                ],
              },
            ],
          }),
        ],
      },
    ],
  },
};

const answering = (answer: SegmentWhy) =>
  http.get('/api/segments/s1/why/c0001', () => HttpResponse.json(answer));

describe('why somebody is in a segment', () => {
  it('is each condition with what it saw and whether it holds, in words', async () => {
    renderApp('/segments/s1/why/c0001', { handlers: [answering(why)] });
    expect(await screen.findByRole('heading', { level: 1, name: 'Why Asha Rao is in' })).toBeVisible();
    const panel = screen.getByRole('region', { name: 'Condition by condition' });
    const heads = [...panel.querySelectorAll('.finding-head')].map((head) => head.textContent);
    expect(heads).toEqual([
      'All of theseholds',
      `Last order is within the last 30 daysIs ${formatDateTime('2026-11-24T04:30:00Z')} Time may change this on ${formatDateTime(why.nextChangeAt)}holds`,
      'None of theseholds',
      'City is PuneHas no valuedoes not hold',
      'In “Gold in the west”does not hold',
      'Gold in the west: all of thesedoes not hold',
      'Plan is goldIs silverdoes not hold',
    ]);
  });

  it('says since when, what brought it about and what time will change', async () => {
    const { api } = renderApp('/segments/s1/why/c0001', { handlers: [answering(why)] });
    const order = api.world.orders.find(({ id }) => id === 'o0001');
    const standing = await screen.findByRole('region', { name: 'In the segment' });
    expect(standing).toHaveTextContent(`Since${formatDateTime(why.since)}`);
    await waitFor(() => expect(standing).toHaveTextContent(`Order ${order?.externalId}, placed`));
    expect(standing).toHaveTextContent(
      `Nothing before ${formatDateTime(why.nextChangeAt)}. They may leave then, when time changes whether “Last order is within the last 30 days” holds.`,
    );
  });

  it('says that time alone changes nothing', async () => {
    renderApp('/segments/s1/why/c0001', {
      handlers: [
        answering({ ...why, member: false, since: undefined, reason: undefined, nextChangeAt: undefined }),
      ],
    });
    const standing = await screen.findByRole('region', { name: 'Not in the segment' });
    expect(standing).toHaveTextContent('Nothing: Asha Rao joins only if something about them changes.');
    expect(standing).toHaveTextContent('They match, and are about to join.');
    expect(standing).not.toHaveTextContent(/Since|Left/);
  });

  it('says since when somebody is out who was in', async () => {
    renderApp('/segments/s1/why/c0001', {
      handlers: [answering({ ...why, member: false, reason: 'TIME_PASSED', cause: undefined })],
    });
    const standing = await screen.findByRole('region', { name: 'Not in the segment' });
    expect(standing).toHaveTextContent(`Left${formatDateTime(why.since)}`);
    expect(standing).toHaveTextContent('Time passed');
  });

  it('names the other segment that brought it about', async () => {
    renderApp('/segments/s1/why/c0001', {
      handlers: [answering({ ...why, reason: 'SEGMENT_CHANGED', cause: 's2' })],
    });
    expect(await screen.findByRole('link', { name: 'Spent over 10,000' })).toHaveAttribute(
      'href',
      '/segments/s2',
    );
  });

  it('says so where there is no such customer', async () => {
    renderApp('/segments/s1/why/nobody');
    expect(await screen.findByText('There is no such segment or customer')).toBeVisible();
  });
});

describe('a customer', () => {
  it('shows the segments they are in, with the way to why', async () => {
    renderApp('/customers/c0001');
    const segments = await screen.findByRole('list', { name: 'Segments they are in' });
    expect(within(segments).getByRole('link', { name: 'Gold in the west' })).toHaveAttribute(
      'href',
      '/segments/s1',
    );
    expect(within(segments).getByRole('link', { name: 'Why in Gold in the west?' })).toHaveAttribute(
      'href',
      '/segments/s1/why/c0001',
    );
  });

  it('can be checked against another segment', async () => {
    const { user, api } = renderApp('/customers/c0002');
    expect(await screen.findByText('In none at the moment.')).toBeVisible();
    expect(api.world.segments.length).toBeGreaterThan(0);
    await user.type(screen.getByRole('combobox', { name: 'Check another segment' }), 'gold');
    await waitFor(() => expect(screen.queryByRole('option', { name: /Spent over/ })).toBeNull());
    await user.click(await screen.findByRole('option', { name: /Gold in the west/ }));
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Why Vikram Patil is not in' }),
    ).toBeVisible();
  });
});
