import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import type { CampaignContent } from '@/lib/api/types';
import { ada } from '@/testing/mockApi';
import { problem } from '@/testing/mockHttp';
import { analyst, renderApp } from '@/testing/renderApp';

const set = (name: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(name), { target: { value } });
const section = (name: string) => screen.findByRole('region', { name });

describe('a campaign in the editor', () => {
  it('is seen as somebody of the segment gets it, before it is saved', async () => {
    const { user, api, container } = renderApp('/campaigns/new?segment=s1');
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Thanks');
    const subject = screen.getByRole('textbox', { name: 'Subject' });
    await user.type(subject, 'Dear !');
    (subject as HTMLInputElement).setSelectionRange(5, 5);
    await user.click(screen.getByRole('button', { name: 'Insert variable into Subject' }));
    await user.click(await screen.findByRole('button', { name: /^First name customer/ }));
    expect(subject).toHaveValue("Dear {{ customer.firstName | default: 'there' }}!");
    set('Message (HTML)', '<p>You spent {{ orders.total }}</p>');

    expect(await screen.findByText('Dear Asha!')).toBeVisible();
    const frame = screen.getByTitle<HTMLIFrameElement>('Preview of the message');
    await waitFor(() => expect(frame.srcdoc).toMatch(/You spent \d+/));
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.srcdoc).toMatch(
      /^<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/,
    );
    expect(api.world.campaigns.some(({ name }) => name === 'Thanks')).toBe(false);

    await user.click(screen.getByRole('button', { name: 'Clear Asha Rao' }));
    await user.type(screen.getByRole('combobox', { name: 'Shown as' }), 'vikram');
    await user.click((await screen.findAllByRole('option', { name: /vikram\.patil@/ }))[0] as HTMLElement);
    expect(await screen.findByText('Dear Vikram!')).toBeVisible();
    expect(await faultsOf(container)).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Thanks' })).toBeVisible();
    expect(screen.queryByText('Leave without saving?')).not.toBeInTheDocument();
    expect(api.world.campaigns.filter(({ name }) => name === 'Thanks')).toMatchObject([
      { version: 1, segmentId: 's1', channel: 'EMAIL', mode: 'LIVE' },
    ]);
  });

  it('offers what the data has, and goes on where something is to be written', async () => {
    const { user, container } = renderApp('/campaigns/k6/edit');
    const html = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message (HTML)' });
    set('Message (HTML)', '');
    await user.click(screen.getByRole('button', { name: 'Insert variable into Message (HTML)' }));
    const search = await screen.findByRole('textbox', { name: 'Search variables' });
    await waitFor(() => expect(search).toHaveFocus());
    const group = await screen.findByRole('group', { name: 'Last order' });
    expect(within(group).getByRole('button', { name: /^Total order\.total/ })).toBeVisible();
    expect(await faultsOf(container)).toEqual([]);

    await user.type(search, 'attribute plan');
    expect(screen.queryByRole('group', { name: 'Last order' })).not.toBeInTheDocument();
    await user.keyboard('{Enter}');
    expect(html).toHaveValue("{{ customer.attributes.plan | default: '' }}");
    await waitFor(() => expect(html).toHaveFocus());
    await user.keyboard('none');
    expect(html).toHaveValue("{{ customer.attributes.plan | default: 'none' }}");
    expect(screen.queryByRole('textbox', { name: 'Search variables' })).not.toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Insert variable into Subject' }));
    await user.type(await screen.findByRole('textbox', { name: 'Search variables' }), 'shoe size{Enter}');
    expect(screen.getByText('No variable is called “shoe size”.')).toBeVisible();
  });

  it('says that a segment is gone, in place of loading it for ever', async () => {
    renderApp('/campaigns/new?segment=gone');
    expect(await screen.findByText('Unknown segment')).toBeVisible();
    expect(screen.getByText('That segment is not there any more. Choose another one.')).toBeVisible();
  });

  it('says when the variables cannot be had, and asks again', async () => {
    let isAway = true;
    const { user } = renderApp('/campaigns/new', {
      handlers: [
        http.get('/api/campaigns/variables', () =>
          isAway ? HttpResponse.json({ title: 'Away' }, { status: 500 }) : undefined,
        ),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Insert variable into Subject' }));
    expect(await screen.findByText(/could not be loaded/)).toBeVisible();
    isAway = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('group', { name: 'Last order' })).toBeVisible();
  });

  it('says what its preview objects to, and of which part', async () => {
    renderApp('/campaigns/k6/edit');
    await screen.findByRole('textbox', { name: 'Preheader' });
    set('Preheader', '');
    expect(await screen.findByText(/Without a preheader, inboxes show/)).toBeVisible();
  });

  it('says what is missing at the inputs', async () => {
    const { user } = renderApp('/campaigns/new');
    await user.click(await screen.findByRole('button', { name: 'Save draft' }));
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
        /A campaign needs a name\./,
      ),
    );
    expect(screen.getByRole('combobox', { name: 'Segment' })).toHaveAccessibleDescription(
      'Choose who gets it.',
    );
    expect(screen.getByRole('button', { name: /Who, 2 to do/ })).toBeVisible();
    expect(within(await section('Review')).getByRole('button', { name: /launch/ })).toBeDisabled();
  });

  it('shows a fault of a template where it is, and leads there', async () => {
    const { user } = renderApp('/campaigns/k6/edit');
    const html = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message (HTML)' });
    set('Message (HTML)', '<p>Hello</p>\n<p>{{ customer.nme }}</p>');
    await waitFor(() =>
      expect(html).toHaveAccessibleDescription('Line 2, column 4: there is no customer.nme.'),
    );
    await user.click(screen.getByRole('button', { name: 'Go to line 2, column 4' }));
    expect(html).toHaveFocus();
    expect(html.value.slice(html.selectionStart)).toMatch(/^\{\{ customer\.nme/);
    set('Message (HTML)', '<p>{{ customer.city }}</p>');
    await waitFor(() => expect(html).not.toHaveAccessibleDescription());
  });

  it.each([
    ['EMAIL', 'k6', 'Message (HTML)', 'Welcome, Asha'],
    ['SMS', 'k2', 'Text message', /^Hi Asha/],
  ])(
    'says why a template of %s cannot be filled in, beside what it was before',
    async (_, id, label, before) => {
      renderApp(`/campaigns/${id}/edit`, {
        handlers: [
          http.post<never, { content: CampaignContent }>('/api/campaigns/preview', async ({ request }) => {
            const { html = '', text = '' } = (await request.clone().json()).content;
            return (html + text).includes('divided_by: 0')
              ? problem(422, 'Invalid input', [
                  { pointer: '/content', detail: 'The template could not be filled in: / by zero' },
                  { pointer: '/content', detail: 'Nor could the other.' },
                ])
              : undefined;
          }),
        ],
      });
      const preview = await screen.findByRole('region', { name: 'Preview' });
      expect(await within(preview).findByText(before)).toBeVisible();
      const write = (value: string) =>
        fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
      write('{{ orders.total | divided_by: 0 }}');
      const faults = await within(preview).findByRole('list', { name: 'What is not right' });
      expect(
        within(faults)
          .getAllByRole('listitem')
          .map(({ textContent }) => textContent),
      ).toEqual(['The template could not be filled in: / by zero', 'Nor could the other.']);
      expect(within(preview).getByText(before)).toBeVisible();
      expect(preview).toHaveTextContent('how it was before the last change');
      expect(screen.getByRole('button', { name: /Message, 2 to do/ })).toBeVisible();

      write('Hello');
      await waitFor(() => expect(faults).not.toBeInTheDocument());
    },
  );

  it('is compared in variants that share the audience, and can find a winner', async () => {
    const { user, api } = renderApp('/campaigns/k6/edit');
    const experiment = await section('Experiment');
    await user.click(within(experiment).getByRole('button', { name: 'Compare variants' }));
    expect(within(experiment).getByRole('switch', { name: /Find a winner/ })).toBeDisabled();
    await user.click(screen.getByRole('radio', { name: 'Once, now' }));
    await user.click(within(experiment).getByRole('switch', { name: /Find a winner/ }));
    fireEvent.change(within(experiment).getByRole('slider', { name: 'A' }), { target: { value: '70' } });
    await user.type(within(experiment).getByRole('textbox', { name: 'Name of B' }), 'Short');
    fireEvent.change(within(experiment).getByRole('slider', { name: 'Held out' }), {
      target: { value: '10' },
    });

    await user.click(screen.getByRole('tab', { name: /Variant B/ }));
    set(/^Subject/, 'Rain!');
    await user.keyboard('{Tab}');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    await screen.findByRole('heading', { level: 1, name: 'Jacket season' });
    expect(api.world.campaigns.find(({ id }) => id === 'k6')).toMatchObject({
      mode: 'ONE_OFF',
      holdout: 10,
      winner: { by: 'OPENS', testShare: 20, after: 'PT4H' },
      variants: [
        { share: 70, content: { subject: 'Welcome, {{ customer.firstName }}' } },
        { share: 30, name: 'Short', content: { subject: 'Rain!' } },
      ],
    });
  });

  it('can hold out as many as the service lets it', async () => {
    renderApp('/campaigns/k6/edit');
    const held = await screen.findByRole('slider', { name: 'Held out' });
    fireEvent.change(held, { target: { value: '100' } });
    expect(held).toHaveValue('90');
  });

  it('that became an SMS is reviewed by the measure that is saved', async () => {
    const { user } = renderApp('/campaigns/k6/edit');
    await user.click(await screen.findByRole('button', { name: 'Compare variants' }));
    await user.click(screen.getByRole('radio', { name: 'Once, now' }));
    await user.click(screen.getByRole('switch', { name: /Find a winner/ }));
    const review = await section('Review');
    expect(review).toHaveTextContent('opened most');
    await user.click(screen.getByRole('radio', { name: 'SMS' }));
    expect(review).toHaveTextContent('clicked most');
  });

  it('goes on with follow-ups', async () => {
    const { user, api } = renderApp('/campaigns/k6/edit');
    await user.click(await screen.findByRole('button', { name: 'Add follow-up' }));
    expect(screen.getByRole('tab', { name: 'Follow-up 1' })).toHaveAttribute('aria-selected', 'true');
    fireEvent.change(screen.getByRole('spinbutton', { name: /^Wait after the message/ }), {
      target: { value: '5' },
    });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Then send it' }), 'NOT_CLICKED');
    set(/^Subject/, 'Still raining');
    expect(within(await section('Review')).getByText(/Follow-up 1 has no body/)).toBeVisible();
    set('Message (HTML)', '<p>Umbrellas</p>');
    expect(within(await section('Review')).getByText(/5 days later, if they have not clicked/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    await screen.findByRole('heading', { level: 1, name: 'Jacket season' });
    expect(api.world.campaigns.find(({ id }) => id === 'k6')?.followUps).toEqual([
      { after: 'P5D', when: 'NOT_CLICKED', content: { subject: 'Still raining', html: '<p>Umbrellas</p>' } },
    ]);
  });

  it('shows at the top what is wrong in another tab, and marks that', async () => {
    const { user } = renderApp('/campaigns/k5/edit', {
      handlers: [
        http.put('/api/campaigns/k5', () =>
          problem(422, 'The campaign is not valid', [
            { pointer: '/content/subject', detail: 'The subject is too long.' },
            { pointer: '/followUps/0/after', detail: 'It waits too long.' },
          ]),
        ),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Save draft' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('It waits too long.');
    expect(alert).not.toHaveTextContent('The subject is too long.');
    const tab = screen.getByRole('tab', { name: /Follow-up 1/ });
    expect(within(tab).getByRole('img', { name: 'Something is not right there' })).toBeVisible();

    await user.click(tab);
    expect(screen.getByRole('spinbutton', { name: /^Wait after/ })).toHaveAccessibleDescription(
      'It waits too long.',
    );
    expect(screen.getByRole('alert')).not.toHaveTextContent('It waits too long.');
    expect(screen.getByRole('alert')).toHaveTextContent('The subject is too long.');
  });

  it('lets a length be emptied while it is typed, and never saves none', async () => {
    const { user, api } = renderApp('/campaigns/k6/edit');
    await user.click(await screen.findByRole('switch', { name: /may get it again/ }));
    const amount = screen.getByRole('spinbutton', { name: 'After at least' });
    expect(amount).toHaveValue(30);
    await user.clear(amount);
    expect(amount).toHaveValue(null);
    await user.tab();
    expect(amount).toHaveValue(30);
    await user.clear(amount);
    await user.type(amount, '45');
    await user.selectOptions(screen.getByRole('combobox', { name: 'After at least: unit' }), 'H');
    expect(amount).toHaveValue(45);
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    await screen.findByRole('heading', { level: 1, name: 'Jacket season' });
    expect(api.world.campaigns.find(({ id }) => id === 'k6')?.reentry).toEqual({ after: 'PT45H' });
  });

  it('of an SMS goes on by clicks, never by opens', async () => {
    const { user } = renderApp('/campaigns/k2/edit');
    await user.click(await screen.findByRole('button', { name: 'Add follow-up' }));
    const condition = screen.getByRole('combobox', { name: 'Then send it' });
    expect(within(condition).getByRole('option', { name: /have not clicked/ })).toBeInTheDocument();
    expect(within(condition).queryByRole('option', { name: /have not opened/ })).not.toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Clicks' })).toHaveAccessibleDescription(
      /short ones of ours/,
    );
  });

  it('comes round again and again, and says when next', async () => {
    const { user, api } = renderApp('/campaigns/k2/edit');
    await user.click(await screen.findByRole('radio', { name: 'Recurring' }));
    await user.click(screen.getByRole('checkbox', { name: 'Thursday' }));
    set('At', '18:30');
    const when = await section('When');
    expect(within(when).getAllByRole('listitem')).toHaveLength(3);
    for (const item of within(when).getAllByRole('listitem')) {
      expect(item).toHaveTextContent(/^(Mon|Thu), .*(6:30 pm|18:30)/i);
    }
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    await screen.findByRole('heading', { level: 1, name: 'Diwali preview' });
    expect(api.world.campaigns.find(({ id }) => id === 'k2')).toMatchObject({
      mode: 'SCHEDULED',
      schedule: { cron: '0 30 18 * * MON,THU' },
    });
  });

  it('asks before what was changed is lost', async () => {
    const { user, router } = renderApp('/campaigns/k2/edit');
    await user.type(await screen.findByRole('textbox', { name: 'Text message' }), ' Yours');
    await user.click(screen.getByRole('link', { name: 'Cancel' }));
    const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await user.click(within(dialog).getByRole('button', { name: 'Stay here' }));
    expect(screen.getByRole('textbox', { name: 'Text message' })).toHaveValue(
      'Hi {{ customer.firstName }}, the Diwali sale opens for you tonight. Yours',
    );
    await user.click(screen.getByRole('link', { name: 'Cancel' }));
    await user.click(await screen.findByRole('button', { name: 'Leave and lose it' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/campaigns/k2'));
  });

  it('does not replace unseen what somebody else saved meanwhile', async () => {
    const { user, api } = renderApp('/campaigns/k2/edit');
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), ' mine');
    const theirs = api.world.campaigns.find(({ id }) => id === 'k2');
    if (theirs) Object.assign(theirs, { version: 2, name: 'Diwali theirs', changedBy: 'Grace Hopper' });
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByText(/by Grace Hopper/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'See their version' }));
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Diwali theirs');
    await user.click(screen.getByRole('button', { name: 'Back to mine' }));
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Diwali preview mine');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Diwali preview mine' })).toBeVisible();
  });

  it('keeps what was written when somebody else launches it, and saves that as another', async () => {
    const { user, api, client, router } = renderApp('/campaigns/k2/edit');
    await user.type(await screen.findByRole('textbox', { name: 'Text message' }), ' Yours');
    const launched = api.world.campaigns.find(({ id }) => id === 'k2');
    if (launched)
      Object.assign(launched, { version: 2, state: 'RUNNING', schedule: { end: '2031-01-01T00:00:00Z' } });
    await client.refetchQueries({ queryKey: ['campaigns', 'k2'], exact: true });

    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent(/^It was launched meanwhile/);
    expect(screen.queryByRole('button', { name: 'See their version' })).not.toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Text message' })).toHaveValue(
      'Hi {{ customer.firstName }}, the Diwali sale opens for you tonight. Yours',
    );
    expect(screen.getByRole('button', { name: 'Save draft' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Save and launch…' })).toBeDisabled();

    await user.click(within(notice).getByRole('button', { name: 'Save mine as a copy' }));
    await screen.findByRole('heading', { level: 1, name: 'Copy of Diwali preview' });
    expect(router.state.location.pathname).toMatch(/^\/campaigns\/k-new/);
    expect(api.world.campaigns[0]).toMatchObject({
      state: 'DRAFT',
      content: { text: 'Hi {{ customer.firstName }}, the Diwali sale opens for you tonight. Yours' },
    });
    expect(launched?.content.text).not.toContain('Yours');
  });

  it('keeps what was written while the version of somebody else is looked at, too', async () => {
    const { user, api, client } = renderApp('/campaigns/k2/edit');
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), ' mine');
    const theirs = api.world.campaigns.find(({ id }) => id === 'k2');
    if (theirs) Object.assign(theirs, { version: 2, name: 'Diwali theirs' });
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    await user.click(await screen.findByRole('button', { name: 'See their version' }));
    if (theirs) Object.assign(theirs, { version: 3, state: 'RUNNING' });
    await client.refetchQueries({ queryKey: ['campaigns', 'k2'], exact: true });
    await screen.findByText(/It was launched meanwhile/);
    await user.click(screen.getByRole('button', { name: 'Back to mine' }));
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Diwali preview mine');
  });

  it('in which nothing was written is left when somebody else launches it', async () => {
    const { api, client } = renderApp('/campaigns/k2/edit');
    await screen.findByRole('textbox', { name: 'Text message' });
    const launched = api.world.campaigns.find(({ id }) => id === 'k2');
    if (launched) Object.assign(launched, { version: 2, state: 'RUNNING' });
    await client.refetchQueries({ queryKey: ['campaigns', 'k2'], exact: true });
    expect(await screen.findByText('It is launched, so it stays as it is')).toBeVisible();
  });

  it('is tried out on addresses of one’s own', async () => {
    const sent: unknown[] = [];
    const { user } = renderApp('/campaigns/k6/edit', {
      handlers: [
        http.post('/api/campaigns/k6/test', async ({ request }) => {
          const body: unknown = await request.clone().json();
          sent.push(body);
        }),
      ],
    });
    await screen.findByText('Welcome, Asha');
    set(/^Subject/, 'Changed, {{ customer.firstName }}');
    await screen.findByText('Changed, Asha');
    await user.click(screen.getByRole('button', { name: 'Send a test' }));
    const dialog = await screen.findByRole('dialog', { name: 'Send a test' });
    await user.type(within(dialog).getByRole('textbox', { name: 'Addresses' }), 'nobody,');
    await user.click(within(dialog).getByRole('button', { name: 'Send test' }));
    expect(await within(dialog).findByText(/nobody This is not an e-mail address/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Remove nobody' }));
    await user.click(within(dialog).getByRole('button', { name: 'Send test' }));
    expect(await within(dialog).findByText(/ada@example\.com: sent/)).toBeVisible();
    expect(sent.at(-1)).toMatchObject({
      to: ['ada@example.com'],
      customerId: 'c0001',
      content: { subject: 'Changed, {{ customer.firstName }}' },
    });
  });

  it('counts the messages that a text takes', async () => {
    renderApp('/campaigns/k2/edit');
    const text = await screen.findByRole('textbox', { name: 'Text message' });
    fireEvent.change(text, { target: { value: `${'a'.repeat(158)}…` } });
    expect(text).toHaveAccessibleDescription(/about 3 messages\. … is outside of the short alphabet/);
  });

  it('leads on to the launch', async () => {
    const { user } = renderApp('/campaigns/k2/edit');
    await user.click(await screen.findByRole('button', { name: 'Save and launch…' }));
    expect(await screen.findByRole('dialog', { name: 'Launch “Diwali preview”?' })).toBeVisible();
  });

  it('lets only managers ignore caps and quiet hours', async () => {
    renderApp('/campaigns/k2/edit', {
      handlers: [http.get('/api/me', () => HttpResponse.json({ ...ada, roles: ['MARKETER'] }))],
    });
    const ignore = await screen.findByRole('switch', { name: 'Ignore frequency caps' });
    expect(ignore).toBeDisabled();
    expect(ignore).toHaveAccessibleDescription(/Only a manager changes this/);
    expect(screen.getByRole('button', { name: 'Save and ask for approval…' })).toBeVisible();
  });

  it('is not for analysts, and not once it is launched', async () => {
    const { unmount } = renderApp('/campaigns/k2/edit', { handlers: [analyst] });
    expect(await screen.findByText(/may look at campaigns, but not change them/)).toBeVisible();
    unmount();
    renderApp('/campaigns/k4/edit');
    expect(await screen.findByText('It is launched, so it stays as it is')).toBeVisible();
  });
});
