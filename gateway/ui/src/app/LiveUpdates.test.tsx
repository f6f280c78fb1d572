import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/testing/renderApp';

/** A connection that the test speaks through. */
class FakeEventSource extends EventTarget {
  static opened: FakeEventSource[] = [];
  readonly CLOSED = 2;
  readyState = 0;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }

  close() {
    this.readyState = this.CLOSED;
  }

  say(name: string, data: object = {}) {
    act(() => {
      this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
    });
  }

  fail(readyState: number) {
    this.readyState = readyState;
    act(() => this.onerror?.());
  }
}

const connection = () => FakeEventSource.opened.at(-1) as FakeEventSource;

function hide(hidden: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** Counts how often a path is asked for, and passes on. */
function counting(path: string) {
  const count = { asked: 0 };
  const handler = http.get(path, () => {
    count.asked += 1;
    return undefined;
  });
  return { count, handler };
}

/** From now on nothing is asked for every few seconds, so that what is asked for was told. */
async function connected(count: { asked: number }) {
  await waitFor(() => expect(count.asked).toBeGreaterThan(0));
  const before = count.asked;
  connection().say('hello');
  await waitFor(() => expect(count.asked).toBe(before + 1));
  return before + 1;
}

beforeEach(() => {
  FakeEventSource.opened = [];
  vi.stubGlobal('EventSource', FakeEventSource);
  return () => vi.unstubAllGlobals();
});

describe('while the gateway tells what changes', () => {
  it('a segment is asked for when it is said to have changed, and no other', async () => {
    const one = counting('/api/segments/s1');
    const { api } = renderApp('/segments/s1', { handlers: [one.handler] });
    await screen.findByRole('heading', { level: 1, name: 'Gold in the west' });
    expect(FakeEventSource.opened.map(({ url }) => url)).toEqual(['/api/stream']);
    const segment = api.world.segments.find(({ id }) => id === 's1');
    const before = await connected(one.count);

    if (segment) segment.name = 'Gold in the east';
    connection().say('segment', { id: 's2' });
    connection().say('segment', { id: 's1' });

    await screen.findByRole('heading', { level: 1, name: 'Gold in the east' });
    expect(one.count.asked).toBe(before + 1);
  });

  it.each([
    ['/segments/s1', '/api/segments/s1/members'],
    ['/segments/s1', '/api/segments/s1/history'],
    ['/segments/s1/why/c0001', '/api/segments/s1/why/c0001'],
    ['/customers/c0001', '/api/segments/of/c0001'],
  ])('%s shows what came of a segment that changed: %s', async (page, path) => {
    const { count, handler } = counting(path);
    renderApp(page, { handlers: [handler] });
    await screen.findByRole('heading', { level: 1 });
    const before = await connected(count);

    connection().say('segment', { id: 's1' });

    await waitFor(() => expect(count.asked).toBe(before + 1));
  });

  it('a campaign shows its new figures', async () => {
    const stats = counting('/api/campaigns/k1/stats');
    renderApp('/campaigns/k1', { handlers: [stats.handler] });
    await screen.findByRole('heading', { level: 1, name: 'Monsoon welcome' });
    const before = await connected(stats.count);

    connection().say('campaign', { id: 'k2' });
    connection().say('campaign', { id: 'k1' });

    await waitFor(() => expect(stats.count.asked).toBe(before + 1));
  });

  it('an import shows how far it has come without being asked for, and in the end what came of it', async () => {
    const one = counting('/api/customers/import/i1');
    const { api } = renderApp('/customers/import/i1', {
      handlers: [one.handler],
    });
    await screen.findByRole('heading', { level: 1, name: 'spring.csv' });
    const before = one.count.asked;
    const job = { id: 'i1', kind: 'import.customers', state: 'RUNNING', done: 4200, rejected: 3 };

    connection().say('job', { ...job, percent: 42 });

    await waitFor(() =>
      expect(screen.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuenow', '42'),
    );
    expect(screen.getByText('4,200')).toBeInTheDocument();
    expect(one.count.asked).toBe(before);

    Object.assign(api.world.imports[0] ?? {}, { state: 'DONE', percent: 100, rows: 9000, rejected: 3 });
    connection().say('job', { ...job, state: 'DONE', percent: 100, done: 9000 });
    expect(await screen.findByText('9,000')).toBeInTheDocument();
    await waitFor(() => expect(one.count.asked).toBe(before + 1));
  });

  it('everything is asked for anew after each hello', async () => {
    const list = counting('/api/segments');
    renderApp('/segments', { handlers: [list.handler] });
    const table = await screen.findByRole('table', { name: 'Segments' });
    await within(table).findByText('Gold in the west');
    const before = list.count.asked;

    connection().say('hello');
    await waitFor(() => expect(list.count.asked).toBe(before + 1));
    connection().say('hello');
    await waitFor(() => expect(list.count.asked).toBe(before + 2));
  });

  it('a hidden tab hangs up and a tab that is shown again calls again', async () => {
    renderApp('/segments');
    await screen.findByRole('heading', { level: 1, name: 'Segments' });
    const first = connection();

    hide(true);
    expect(first.readyState).toBe(first.CLOSED);
    expect(FakeEventSource.opened).toHaveLength(1);
    hide(false);
    expect(FakeEventSource.opened).toHaveLength(2);
  });

  it('nobody listens who is signed out', async () => {
    const { user } = renderApp('/segments');
    await screen.findByRole('heading', { level: 1, name: 'Segments' });
    await user.click(screen.getByRole('button', { name: 'Ada Lovelace' }));
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await screen.findByRole('link', { name: 'Sign in with Google' });
    expect(connection().readyState).toBe(connection().CLOSED);
  });
});

it('a stream that was refused is tried again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  try {
    renderApp('/nowhere', {
      handlers: [http.get('/api/stream', () => new HttpResponse(null, { status: 503 }))],
    });
    await waitFor(() => expect(FakeEventSource.opened).toHaveLength(1));
    connection().fail(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeEventSource.opened).toHaveLength(1);

    connection().fail(connection().CLOSED);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(FakeEventSource.opened).toHaveLength(2);
    connection().fail(connection().CLOSED);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(FakeEventSource.opened).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(FakeEventSource.opened).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});
