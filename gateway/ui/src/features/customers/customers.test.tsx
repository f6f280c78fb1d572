import { act, screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Customer } from '@/lib/api/types';
import { toLocalInput } from '@/lib/format';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';

const rows = () => within(screen.getByRole('table', { name: 'Customers' })).getAllByRole('row').length - 1;
const dayOf = (at: string | Date) => toLocalInput(at).slice(0, 10);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

describe('customers', () => {
  it('are loaded page by page until there are no more', async () => {
    const { user } = renderApp('/customers');
    await screen.findByRole('table', { name: 'Customers' });
    expect(rows()).toBe(50);
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(() => expect(rows()).toBe(100));
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(() => expect(rows()).toBe(132));
    expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
  });

  it('are searched and sorted by the server', async () => {
    const queries: string[] = [];
    const { user } = renderApp('/customers', {
      handlers: [http.get('/api/customers', ({ request }) => void queries.push(new URL(request.url).search))],
    });
    await screen.findByRole('table', { name: 'Customers' });
    await user.click(screen.getByRole('button', { name: 'Customer' }));
    await waitFor(() => expect(queries.at(-1)).toContain('sort=lastName'));
    expect(screen.getByRole('columnheader', { name: 'Customer' })).toHaveAttribute('aria-sort', 'ascending');
    await user.type(screen.getByRole('searchbox', { name: 'Search customers' }), 'asha');
    await waitFor(() => expect(queries.at(-1)).toContain('search=asha'));
    await waitFor(() => expect(rows()).toBe(11));
  });

  it('are narrowed by filters that stand in the address, and are exported by the same', async () => {
    const { user, api, router, container } = renderApp('/customers?search=asha');
    await waitFor(() => expect(rows()).toBe(11));
    const day = dayOf(api.world.customers[48]?.createdAt ?? '');
    const button = screen.getByRole('button', { name: 'Filters' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await user.click(button);
    const panel = await screen.findByRole('form', { name: 'Filters' });
    await user.type(within(panel).getByRole('textbox', { name: 'City' }), ' pune ');
    await user.selectOptions(within(panel).getByRole('combobox', { name: 'Country' }), 'India');
    await user.type(within(panel).getByRole('textbox', { name: 'Tag' }), 'vip');
    await user.type(within(panel).getByLabelText('Added from'), day);
    await user.type(within(panel).getByLabelText('Added to'), day);
    await user.click(within(panel).getByRole('button', { name: 'Apply' }));

    await screen.findByText('Showing 1 – that’s all');
    expect(screen.getByText(/^asha\.rao4@/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Filters 5 active' })).toBe(button);
    const query = `?search=asha&city=pune&country=IN&tag=vip&createdFrom=${day}&createdTo=${day}`;
    expect(router.state.location.search).toBe(query);
    expect(screen.getByRole('link', { name: 'Export' })).toHaveAttribute(
      'href',
      `/api/customers/export${query}`,
    );
    expect(await faultsOf(container)).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(rows()).toBe(11));
    expect(router.state.location.search).toBe('?search=asha');
    expect(within(panel).getByRole('textbox', { name: 'City' })).toHaveValue('');
    expect(screen.queryByRole('button', { name: 'Clear filters' })).not.toBeInTheDocument();
    expect(button).toHaveFocus();

    await act(() => router.navigate(-1));
    await waitFor(() => expect(rows()).toBe(1));
    expect(within(panel).getByRole('textbox', { name: 'City' })).toHaveValue('pune');
    expect(within(panel).getByLabelText('Added from')).toHaveValue(day);
  });

  it.each([
    ['city=Pune', ({ city }: Customer) => city === 'Pune'],
    ['country=DE', ({ country }: Customer) => country === 'DE'],
    ['tag=newsletter', ({ tags }: Customer) => tags.includes('newsletter')],
    [`createdFrom=${dayOf(daysAgo(4))}`, ({ createdAt }: Customer) => dayOf(createdAt) >= dayOf(daysAgo(4))],
    [`createdTo=${dayOf(daysAgo(40))}`, ({ createdAt }: Customer) => dayOf(createdAt) <= dayOf(daysAgo(40))],
  ])('are those of a link with %s', async (query, wanted) => {
    const { api } = renderApp(`/customers?${query}`);
    Object.assign(api.world.customers[0] ?? {}, { country: 'DE' });
    const found = api.world.customers.filter(wanted).length;
    await screen.findByRole('table', { name: 'Customers' });
    expect(rows()).toBe(found);
    expect(screen.getByRole('button', { name: 'Filters 1 active' })).toBeVisible();
  });

  it('none of which match say so, and come back when the search is taken back', async () => {
    const { user, router } = renderApp('/customers');
    await screen.findByRole('table', { name: 'Customers' });
    await act(() => router.navigate('/customers?search=nobody'));
    expect(await screen.findByText('Nobody matches “nobody”')).toBeVisible();
    const box = screen.getByRole('searchbox', { name: 'Search customers' });
    expect(box).toHaveValue('nobody');
    await act(() => router.navigate('/customers?search=asha&city=Atlantis'));
    expect(await screen.findByText('Nobody matches all of this')).toBeVisible();
    await user.clear(box);
    await user.type(box, 'priya ');
    await waitFor(() => expect(router.state.location.search).toBe('?search=priya&city=Atlantis'));
    expect(box).toHaveValue('priya ');
    await act(() => router.navigate(-2));
    await waitFor(() => expect(box).toHaveValue(''));
    await waitFor(() => expect(rows()).toBe(50));
  });

  it('show the server’s faults next to the inputs they are about, and the token goes with a change', async () => {
    document.cookie = 'XSRF-TOKEN=a%2Fb';
    let token: string | null = null;
    const { user } = renderApp('/customers', {
      handlers: [
        http.post('/api/customers', ({ request }) => void (token = request.headers.get('x-xsrf-token'))),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Add customer' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add customer' });
    const email = within(dialog).getByRole('textbox', { name: 'E-mail' });
    await user.type(email, 'nonsense');
    await user.click(within(dialog).getByRole('button', { name: 'Add customer' }));

    await waitFor(() => expect(email).toHaveAccessibleDescription('This is not an e-mail address.'));
    expect(email).toBeInvalid();
    expect(within(dialog).getByRole('alert')).toHaveTextContent(/^The customer is not valid$/);
    expect(token).toBe('a/b');

    await user.clear(email);
    await user.type(email, 'nina@example.com');
    await user.type(within(dialog).getByRole('textbox', { name: 'First name' }), 'Nina');
    await user.click(within(dialog).getByRole('button', { name: 'Add customer' }));
    expect(await screen.findByRole('heading', { name: 'Nina' })).toBeVisible();
  });

  it('are tagged together once they are ticked', async () => {
    let sent: unknown;
    const { user } = renderApp('/customers', {
      handlers: [
        http.post('/api/customers/tags', async ({ request }) => {
          sent = await request.clone().json();
        }),
      ],
    });
    const table = await screen.findByRole('table', { name: 'Customers' });
    const all = within(table).getByRole('checkbox', { name: 'Select all shown customers' });
    await user.click(all);
    expect(screen.getByText('50 selected')).toBeVisible();
    await user.click(all);
    expect(screen.queryByText(/ selected$/)).not.toBeInTheDocument();
    const [, first, second] = within(table).getAllByRole('checkbox');
    if (first && second) {
      await user.click(first);
      await user.click(second);
    }
    expect(all).toBePartiallyChecked();
    await user.click(screen.getByRole('button', { name: 'Change tags' }));
    const dialog = await screen.findByRole('dialog', { name: 'Tag 2 customers' });
    await user.click(within(dialog).getByRole('button', { name: 'Change tags' }));
    expect(
      await within(dialog).findByText('At least one tag to add or to remove is expected.', {
        selector: '.field-fault',
      }),
    ).toBeVisible();

    await user.type(within(dialog).getByRole('textbox', { name: 'Add' }), 'monsoon{Enter}');
    expect(await faultsOf(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Change tags' }));
    expect(await within(dialog).findByText(/^2 customers changed/)).toBeVisible();
    expect(sent).toMatchObject({ add: ['monsoon'], remove: [] });
    await user.click(within(dialog).getByRole('button', { name: 'Done' }));
    expect(await within(table).findAllByText('monsoon')).toHaveLength(2);
    expect(screen.queryByText(/ selected$/)).not.toBeInTheDocument();
  });

  it('are edited on the version that was shown, naming only what changed', async () => {
    let change: unknown;
    const { user } = renderApp('/customers/c0001', {
      handlers: [
        http.patch('/api/customers/c0001', async ({ request }) => {
          change = { ifMatch: request.headers.get('if-match'), body: await request.clone().json() };
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const city = await screen.findByRole('textbox', { name: 'City' });
    await user.clear(city);
    await user.type(city, 'Nashik');
    await user.clear(screen.getByRole('textbox', { name: 'Phone' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Nashik, IN')).toBeVisible();
    expect(change).toEqual({ ifMatch: '"1"', body: { city: 'Nashik', phone: null } });
  });

  it('are not overwritten when someone else changed them meanwhile', async () => {
    const { user, api } = renderApp('/customers/c0001');
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const city = await screen.findByRole('textbox', { name: 'City' });
    const stored = api.world.customers[0];
    if (stored) stored.version = 2;
    await user.type(city, 'x');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Someone else changed this customer meanwhile')).toBeVisible();
    expect(stored?.city).toBe('Pune');
  });

  it('have a timeline with the messages they got and the notes about them', async () => {
    const { user } = renderApp('/customers/c0001');
    await user.click(await screen.findByRole('button', { name: 'Welcome, Asha' }));
    const frame = await screen.findByTitle<HTMLIFrameElement>('Message content');
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.srcdoc).toContain("default-src 'none'");
    expect(frame.srcdoc).toContain('Hello Asha');
    await user.click(screen.getByRole('button', { name: 'Close' }));

    await user.type(screen.getByRole('textbox', { name: 'Add to the log' }), 'Likes blue');
    await user.click(screen.getByRole('button', { name: 'Add note' }));
    expect(await screen.findByText('Likes blue')).toBeVisible();
  });
});
