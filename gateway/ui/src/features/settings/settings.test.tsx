import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import { ada } from '@/testing/mockApi';
import { renderApp } from '@/testing/renderApp';

const set = (name: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(name), { target: { value } });

describe('settings', () => {
  it('are in the navigation of who may change them, and begin with delivery', async () => {
    const { user, router } = renderApp('/');
    await user.click(await screen.findByRole('link', { name: 'Settings' }));
    await screen.findByRole('switch', { name: /needs approval/ });
    expect(router.state.location.pathname).toBe('/settings/delivery');
  });

  it('are not for marketers', async () => {
    renderApp('/settings/brand', {
      handlers: [http.get('/api/me', () => HttpResponse.json({ ...ada, roles: ['MARKETER'] }))],
    });
    expect(await screen.findByText('Settings are for managers')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Settings' })).not.toBeInTheDocument();
  });
});

describe('the settings of delivery', () => {
  it('are set, saved as a whole, and remembered with who did', async () => {
    const { user, api, container } = renderApp('/settings/delivery');
    expect(await screen.findByText('Everything is saved.')).toBeVisible();
    expect(await faultsOf(container)).toEqual([]);
    await user.click(screen.getByRole('switch', { name: /needs approval/ }));
    await user.click(screen.getByRole('button', { name: 'Add a cap on text messages' }));
    const caps = screen.getByRole('group', { name: 'Caps on text messages' });
    fireEvent.change(within(caps).getByLabelText('At most'), { target: { value: '2' } });
    set('From', '22:00');
    set('When more bounce than', '7.5');
    expect(screen.getByText('There are changes that are not saved.')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeVisible();
    expect(api.world.delivery).toMatchObject({
      version: 2,
      approvalRequired: true,
      emailCaps: [{ messages: 3, per: 'P7D' }],
      smsCaps: [{ messages: 2, per: 'P7D' }],
      quietHours: { from: '22:00', to: '08:00', spreadOver: 'PT1H' },
      automaticPause: { bounceRate: 7.5, complaintRate: 0.5, atLeast: 100 },
    });
    expect(
      await screen.findByText(
        'approval is required, text messages 2 in 7 days, quiet from 22:00 to 08:00, pauses at 7.5% bounces or 0.5% complaints of 100 messages or more',
      ),
    ).toBeVisible();
  });

  it('show a fault at its input', async () => {
    const { user } = renderApp('/settings/delivery');
    const most = await screen.findByLabelText('At most');
    fireEvent.change(most, { target: { value: '500' } });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(most).toHaveAccessibleDescription('A cap allows 1 to 100 messages.'));
  });

  it('show the limits of the environment, and those that are set go before them', async () => {
    const { user, api, container } = renderApp('/settings/delivery');
    const mail = await screen.findByRole('switch', { name: 'The limit of all mail is set here' });
    expect(mail).toHaveAccessibleDescription('By the environment: 20 a second.');
    const domains = screen.getByRole('switch', { name: /^Limits for recipients’ domains/ });
    expect(domains).toHaveAccessibleDescription('By the environment: gmail.com 5 a second, 2 at once.');

    await user.click(mail);
    const all = screen.getByRole('group', { name: 'All mail' });
    expect(within(all).getByLabelText('A second at most')).toHaveValue(20);
    fireEvent.change(within(all).getByLabelText('At once at most'), { target: { value: '4' } });
    await user.click(domains);
    await user.click(screen.getByRole('button', { name: 'Add a domain' }));
    const added = screen.getAllByLabelText('Domain')[1]!;
    expect(await faultsOf(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(added).toHaveAccessibleDescription(/A domain is written as gmail\.com/));

    await user.type(added, '*');
    await user.click(screen.getByRole('button', { name: 'Remove the limit of gmail.com' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeVisible();
    expect(api.world.delivery.limits).toEqual({
      email: { perSecond: 20, concurrency: 4 },
      domains: [{ domain: '*' }],
    });
    expect(
      await screen.findByText('mail 20 a second, 4 at once, each other domain as many as go'),
    ).toBeVisible();

    await user.click(screen.getByRole('switch', { name: 'The limit of all mail is set here' }));
    await user.click(screen.getByRole('switch', { name: /^Limits for recipients’ domains/ }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(api.world.delivery.limits).toBeUndefined());
  });

  it('that somebody else saved meanwhile are not replaced unseen', async () => {
    const { user, api } = renderApp('/settings/delivery');
    await user.click(await screen.findByRole('switch', { name: /needs approval/ }));
    const { changes } = api.world.delivery;
    Object.assign(api.world.delivery, {
      version: 2,
      emailCaps: [],
      changes: [{ at: new Date().toISOString(), by: 'Grace Hopper', settings: {} }, ...changes],
    });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/By Grace Hopper: no cap on e-mails\./)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Keep editing mine' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeVisible();
    expect(api.world.delivery).toMatchObject({ version: 3, approvalRequired: true });
    expect(api.world.delivery.emailCaps).toHaveLength(1);
  });

  it('can be undone until they are saved, and are asked about before they are left', async () => {
    const { user } = renderApp('/settings/delivery');
    const approval = await screen.findByRole('switch', { name: /needs approval/ });
    await user.click(approval);
    await user.click(screen.getByRole('link', { name: 'Brand' }));
    await user.click(await screen.findByRole('button', { name: 'Stay here' }));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(approval).not.toBeChecked();
    await user.click(screen.getByRole('link', { name: 'Brand' }));
    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('Western Trails');
  });
});

describe('the brand', () => {
  it('is seen while it is set, and says what is hard to read', async () => {
    const { user, api, container } = renderApp('/settings/brand');
    const preview = await screen.findByRole('region', { name: 'Preview' });
    expect(within(preview).getByText('See your offer')).toHaveStyle({
      background: '#0b6b4b',
      color: '#ffffff',
    });
    expect(await faultsOf(container)).toEqual([]);
    set('Colour', '#fde68a');
    expect(within(preview).getByText('See your offer')).toHaveStyle({ color: '#000000' });
    set('Text on it', '#ffffff');
    expect(screen.getByText(/Hard to read on that colour: a contrast of 1\.\d/)).toBeVisible();
    set('Text on it', '');
    set(/^Name/, '');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
        /Say what recipients know the business as/,
      ),
    );
    set(/^Name/, 'Trails & Co');
    await user.click(screen.getByRole('switch', { name: /Opens and clicks/ }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeVisible();
    expect(api.world.brand).toMatchObject({ name: 'Trails & Co', color: '#fde68a', tracking: false });
    expect(api.world.brand.textColor).toBeUndefined();
  });
});

describe('suppressions', () => {
  const rows = async () =>
    within(await screen.findByRole('table', { name: 'Suppressions' }))
      .getAllByRole('row')
      .slice(1);

  it('are narrowed by filters in the address', async () => {
    const { user, router, container } = renderApp('/settings/suppressions');
    expect(await rows()).toHaveLength(3);
    expect(await faultsOf(container)).toEqual([]);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Why' }), 'BOUNCED');
    await screen.findByText('Showing 1 – that’s all');
    expect((await rows())[0]).toHaveTextContent('550 5.1.1 User unknown');
    expect(router.state.location.search).toBe('?reason=BOUNCED');
  });

  it('are added of an address or a customer', async () => {
    const { user, api } = renderApp('/settings/suppressions');
    await user.click(await screen.findByRole('button', { name: 'Add suppression' }));
    const dialog = await screen.findByRole('dialog');
    const add = within(dialog).getByRole('button', { name: 'Add suppression' });
    expect(add).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox', { name: 'E-mail address' }), 'nobody');
    await user.click(add);
    await waitFor(() =>
      expect(within(dialog).getByRole('textbox', { name: 'E-mail address' })).toHaveAccessibleDescription(
        /This is not an e-mail address/,
      ),
    );
    await user.type(within(dialog).getByRole('textbox', { name: 'E-mail address' }), '@example.com');
    await user.type(within(dialog).getByRole('textbox', { name: 'Why' }), 'Wrote to us');
    await user.click(add);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(api.world.suppressions[0]).toMatchObject({ address: 'nobody@example.com', note: 'Wrote to us' });
    await waitFor(async () => expect(await rows()).toHaveLength(4));
  });

  it('are lifted with a reason, and are still there to be looked up', async () => {
    const { user, api } = renderApp('/settings/suppressions');
    const [first] = await rows();
    await user.click(within(first as HTMLElement).getByRole('button', { name: 'Lift' }));
    const dialog = await screen.findByRole('dialog', { name: 'Write to Leela Nair again?' });
    expect(dialog).toHaveTextContent('They said that they want no more.');
    await user.type(within(dialog).getByRole('textbox', { name: 'Why' }), 'Asked for it');
    await user.click(within(dialog).getByRole('button', { name: 'Lift suppression' }));
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(api.world.suppressions[0]).toMatchObject({ liftedBy: 'Ada Lovelace', liftNote: 'Asked for it' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'true');
    await waitFor(async () => expect((await rows())[0]).toHaveTextContent('Lifted'));
  });
});
