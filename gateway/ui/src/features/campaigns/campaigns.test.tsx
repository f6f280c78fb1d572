import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { CampaignStats } from '@/lib/api/types';
import { faultsOf } from '@/testing/axe';
import { ada } from '@/testing/mockApi';
import { problem } from '@/testing/mockHttp';
import { analyst, renderApp } from '@/testing/renderApp';

const marketer = http.get('/api/me', () => HttpResponse.json({ ...ada, roles: ['MARKETER'] }));

const rows = async (name: string) =>
  within(await screen.findByRole('table', { name }))
    .getAllByRole('row')
    .slice(1);

describe('the list of campaigns', () => {
  it('is narrowed by filters that stand in the address, and says how each does', async () => {
    const { user, router } = renderApp('/campaigns');
    const [first] = await rows('Campaigns');
    expect(first).toHaveTextContent('Monsoon welcome');
    expect(await within(first as HTMLElement).findByTitle(/\d+ opened/)).toHaveTextContent(/\d+(\.\d)?%/);

    await user.selectOptions(screen.getByRole('combobox', { name: 'Channel' }), 'SMS');
    expect(router.state.location.search).toBe('?channel=SMS');
    await screen.findByText('Showing 1 – that’s all');
    expect((await rows('Campaigns'))[0]).toHaveTextContent('Diwali preview');

    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'RUNNING');
    expect(router.state.location.search).toBe('?channel=SMS&state=RUNNING');
    expect(await screen.findByText('No campaign fits')).toBeVisible();
  });

  it('is that of a segment of a link', async () => {
    renderApp('/campaigns?segmentId=s2');
    const [first, second, ...others] = await rows('Campaigns');
    expect(first).toHaveTextContent('Diwali preview');
    expect(second).toHaveTextContent('Spring clearance');
    expect(others).toEqual([]);
    expect(await screen.findByText('Spent over 10,000', { selector: '.picker-selected *' })).toBeVisible();
  });
});

describe('a campaign', () => {
  it('is launched only after showing how many get it, and why others do not', async () => {
    const launches: string[] = [];
    const { user, api, container } = renderApp('/campaigns/k6', {
      handlers: [http.post('/api/campaigns/:id/launch', ({ request }) => void launches.push(request.url))],
    });
    await user.click(await screen.findByRole('button', { name: 'Launch' }));
    const dialog = await screen.findByRole('dialog', { name: 'Launch “Jacket season”?' });
    const members = api.world.segments.find(({ id }) => id === 's1')?.size ?? 0;
    const gets = Number((await within(dialog).findByTestId('gets-it')).textContent);
    expect(gets).toBeGreaterThan(0);
    expect(gets).toBeLessThan(members);
    expect(dialog).toHaveTextContent(`of ${members} customers get it`);
    expect(dialog).toHaveTextContent(`${members - gets} did not agree to this channel`);

    await user.click(within(dialog).getByRole('button', { name: 'Don’t get it' }));
    expect(
      within(within(dialog).getByRole('group', { name: 'Some who don’t get it' })).getAllByRole('listitem'),
    ).not.toEqual([]);
    expect(await faultsOf(container.ownerDocument.body)).toEqual([]);

    await user.click(within(dialog).getByRole('button', { name: 'Not yet' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(launches).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Launch' }));
    await user.click(await screen.findByRole('button', { name: 'Launch now' }));
    expect(await screen.findByText('Running')).toBeVisible();
    expect(await screen.findByRole('table', { name: 'Recipients' })).toBeVisible();
    expect(launches).toHaveLength(1);
  });

  it('says before it is launched what cannot be written for its audience', async () => {
    const { user } = renderApp('/campaigns/k6', {
      handlers: [
        http.get('/api/campaigns/k6/audience', () =>
          HttpResponse.json({
            asOf: new Date().toISOString(),
            members: 1,
            examined: 1,
            exact: true,
            gets: 1,
            later: {},
            heldOut: 0,
            withheld: {},
            people: [],
            faults: [{ pointer: '/content/html', detail: '“Rs” is no currency.' }],
          }),
        ),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Launch' }));
    const dialog = await screen.findByRole('dialog', { name: 'Launch “Jacket season”?' });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'It cannot be written for them, so it cannot be launched.“Rs” is no currency.',
    );
  });

  it('is launched as it was looked at, and looked at again when somebody has changed it', async () => {
    const versions: (string | null)[] = [];
    const { user, api } = renderApp('/campaigns/k6', {
      handlers: [
        http.post(
          '/api/campaigns/k6/launch',
          ({ request }) => void versions.push(request.headers.get('if-match')),
        ),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Launch' }));
    const dialog = await screen.findByRole('dialog', { name: 'Launch “Jacket season”?' });
    const getsIt = async () => Number((await within(dialog).findByTestId('gets-it')).textContent);
    const before = await getsIt();
    const campaign = api.world.campaigns.find(({ id }) => id === 'k6');
    if (campaign) {
      Object.assign(campaign, { version: 2, name: 'Umbrellas', holdout: 50, changedBy: 'Grace Hopper' });
    }
    await user.click(within(dialog).getByRole('button', { name: 'Launch now' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /^Somebody else changed this campaign since.*by Grace Hopper/,
    );
    expect(dialog).toHaveAccessibleName('Launch “Jacket season”?');
    expect(within(dialog).getByRole('button', { name: 'Launch now' })).toBeDisabled();

    await user.click(within(dialog).getByRole('button', { name: 'Look again' }));
    expect(within(dialog).queryByRole('alert')).not.toBeInTheDocument();
    expect(dialog).toHaveAccessibleName('Launch “Umbrellas”?');
    expect(await getsIt()).toBeLessThan(before);
    await user.click(within(dialog).getByRole('button', { name: 'Launch now' }));
    expect(await screen.findByText('Running')).toBeVisible();
    expect(versions).toEqual(['"1"', '"2"']);
  });

  it('that somebody else has launched meanwhile has nothing more to be asked', async () => {
    const { user, api } = renderApp('/campaigns/k6');
    await user.click(await screen.findByRole('button', { name: 'Launch' }));
    const dialog = await screen.findByRole('dialog', { name: 'Launch “Jacket season”?' });
    const campaign = api.world.campaigns.find(({ id }) => id === 'k6');
    if (campaign) Object.assign(campaign, { version: 2, state: 'RUNNING' });
    await user.click(within(dialog).getByRole('button', { name: 'Launch now' }));
    await user.click(await within(dialog).findByRole('button', { name: 'Look again' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(await screen.findByText('Running')).toBeVisible();
  });

  it('of once can wait for a time that is named at the launch', async () => {
    const { user, api } = renderApp('/campaigns/k2');
    await user.click(await screen.findByRole('button', { name: 'Launch' }));
    await user.click(await screen.findByRole('radio', { name: 'At a time' }));
    expect(screen.getByRole('button', { name: 'Schedule' })).toBeDisabled();
    await user.type(screen.getByLabelText(/Date and time/), '2031-05-01T10:00');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Time zone' }), 'RECIPIENT');
    await user.click(screen.getByRole('button', { name: 'Schedule' }));
    expect(await screen.findByText('Scheduled')).toBeVisible();
    expect(api.world.campaigns.find(({ id }) => id === 'k2')?.schedule).toEqual({
      localAt: '2031-05-01T10:00',
      zone: 'RECIPIENT',
    });
  });

  it('with a winner waits for one time of all, not for one by each clock', async () => {
    const sent: unknown[] = [];
    const { user, api } = renderApp('/campaigns/k2', {
      handlers: [
        http.post('/api/campaigns/k2/schedule', async ({ request }) => {
          sent.push(await request.clone().json());
          return sent.length === 1
            ? problem(422, 'Invalid input', [
                { pointer: '/winner', detail: 'The whole audience is not there.' },
              ])
            : undefined;
        }),
      ],
    });
    Object.assign(api.world.campaigns.find(({ id }) => id === 'k2') ?? {}, {
      variants: ['A', 'B'].map((name) => ({ name, share: 50, content: { text: `Hi from ${name}` } })),
      winner: { by: 'CLICKS', testShare: 20, after: 'PT4H' },
    });
    await user.click(await screen.findByRole('button', { name: 'Launch' }));
    await user.click(await screen.findByRole('radio', { name: 'At a time' }));
    await user.type(screen.getByLabelText(/Date and time/), '2031-05-01T10:00');
    const zone = screen.getByRole('combobox', { name: 'Time zone' });
    expect(within(zone).getAllByRole('option')).toHaveLength(1);
    expect(zone).toHaveAccessibleDescription(/winner is found first/);
    await user.click(screen.getByRole('button', { name: 'Schedule' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The whole audience is not there.');

    await user.click(screen.getByRole('button', { name: 'Schedule' }));
    expect(await screen.findByText('Scheduled')).toBeVisible();
    expect(sent.at(-1)).toEqual({ localAt: '2031-05-01T10:00', zone: 'PLATFORM' });
  });

  it('that lacks something says what when it is launched', async () => {
    const { user, api } = renderApp('/campaigns/k2');
    const draft = api.world.campaigns.find(({ id }) => id === 'k2');
    if (draft) draft.content = {};
    await user.click(await screen.findByRole('button', { name: 'Launch' }));
    await user.click(await screen.findByRole('button', { name: 'Launch now' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('There is nothing to send.');
  });

  it('is paused, resumed and stopped', async () => {
    const { user } = renderApp('/campaigns/k1');
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('Paused')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    expect(await screen.findByText('Running')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await user.click(await screen.findByRole('button', { name: 'Stop for good' }));
    expect(await screen.findByText('Stopped')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Pause' })).not.toBeInTheDocument();
  });

  it('whose time has not come can be taken back', async () => {
    const { user } = renderApp('/campaigns/k4');
    expect(await screen.findByText(/Repeats every Monday and Thursday at 09:30\./)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('button', { name: 'Take the launch back' }));
    await user.click(await screen.findByRole('button', { name: 'Take it back' }));
    expect(await screen.findByText('Draft')).toBeVisible();
  });

  it('is copied into a draft of its own', async () => {
    const { user, router } = renderApp('/campaigns/k1');
    await user.click(await screen.findByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('button', { name: 'Duplicate' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Copy of Monsoon welcome' })).toBeVisible();
    expect(router.state.location.pathname).toMatch(/^\/campaigns\/k-new/);
  });

  it('is for a marketer to write and to have approved, not to launch', async () => {
    const { user, api } = renderApp('/campaigns/k2', { handlers: [marketer] });
    expect(await screen.findByRole('link', { name: 'Edit' })).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Ask for approval' }));
    expect(screen.queryByRole('button', { name: 'Launch' })).not.toBeInTheDocument();
    const dialog = await screen.findByRole('dialog', { name: /Ask for approval/ });
    await user.click(within(dialog).getByRole('button', { name: 'Ask for approval' }));
    expect(await screen.findByText('In approval')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument();
    expect(api.world.campaigns.find(({ id }) => id === 'k2')?.state).toBe('IN_APPROVAL');
  });

  it('shows its messages as somebody of the segment gets them', async () => {
    const { user } = renderApp('/campaigns/k5');
    expect(await screen.findByTitle<HTMLIFrameElement>('Preview of the message')).toHaveAttribute(
      'srcdoc',
      expect.stringContaining('Come back, Asha.'),
    );
    await user.click(screen.getByRole('button', { name: 'Follow-up 1' }));
    expect(screen.getByText(/3 days after the one before, if they have not opened/)).toBeVisible();
    expect(await screen.findByText('Still there?')).toBeVisible();
  });

  it('is only looked at by analysts, without anybody’s particulars', async () => {
    renderApp('/campaigns/k1', { handlers: [analyst] });
    await screen.findByRole('table', { name: 'Recipients' });
    expect(screen.getByText('Welcome, {{ customer.firstName }}')).toBeVisible();
    for (const name of ['Pause', 'Stop', 'More']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
  });
});

describe('approval', () => {
  it('is of what was looked at, by somebody else than who asked', async () => {
    const { user, api } = renderApp('/campaigns/k5');
    expect(await screen.findByText(/asks for it to be approved/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Approve' }));
    const dialog = await screen.findByRole('dialog', { name: 'Approve “Win them back”?' });
    await within(dialog).findByTestId('gets-it');
    const campaign = api.world.campaigns.find(({ id }) => id === 'k5');
    if (campaign) campaign.version += 1;
    await user.click(within(dialog).getByRole('button', { name: 'Approve' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('The campaign was changed meanwhile');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));

    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    await user.type(await screen.findByRole('textbox', { name: 'Note' }), 'Lovely');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('Approved')).toBeVisible();
    expect(await screen.findByText(/: Lovely/)).toBeVisible();
  });

  it('that one has asked for is not one’s own to give', async () => {
    const { api } = renderApp('/campaigns/k5');
    Object.assign(api.world.campaigns.find(({ id }) => id === 'k5')?.approval ?? {}, {
      requestedBy: { id: ada.id, name: ada.name },
    });
    expect(await screen.findByRole('button', { name: 'Approve' })).toBeDisabled();
    expect(screen.getByTitle('You asked for it: somebody else has to approve it')).toBeVisible();
  });

  it('is refused with a reason, which the author then sees', async () => {
    const { user } = renderApp('/campaigns/k5');
    await user.click(await screen.findByRole('button', { name: 'Send back' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Send back' })).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox'), 'Say what it costs');
    await user.click(within(dialog).getByRole('button', { name: 'Send back' }));
    expect(await screen.findByText(/sent it back/)).toBeVisible();
    expect(screen.getByText(/Say what it costs/)).toBeVisible();
    expect(screen.getByText('Draft')).toBeVisible();
  });

  it('has to come before a launch where the settings say so', async () => {
    const { user, api } = renderApp('/campaigns/k2');
    api.world.delivery.approvalRequired = true;
    await user.click(await screen.findByRole('button', { name: 'Ask for approval' }));
    expect(screen.queryByRole('button', { name: 'Launch' })).not.toBeInTheDocument();
  });
});

const statsOf = (id: string, stats: CampaignStats) =>
  http.get(`/api/campaigns/${id}/stats`, () => HttpResponse.json(stats));

/** Of ten addresses that mail was sent to, six were refused at once, and two of the rest bounced later. */
const figures: CampaignStats = {
  members: 90,
  audience: 100,
  total: 130,
  queued: 0,
  deferred: 0,
  sending: 0,
  sent: 2,
  delivered: 0,
  failed: 9,
  skipped: 119,
  heldOut: 0,
  unconfirmed: 0,
  accepted: 4,
  handedOver: 10,
  opened: 1,
  clicked: 1,
  unsubscribed: 0,
  bounced: 8,
  complained: 0,
  deferredBy: {},
  skippedBy: { NO_CONSENT: 119 },
  failedBy: { BOUNCED: 2, PROVIDER_REFUSED: 7 },
  steps: [],
  comparisons: [],
};
figures.steps = [{ step: 0, figures: { ...figures }, variants: [] }];

describe('what became of a campaign', () => {
  it('adds up, says why some got nothing, and how the variants did', async () => {
    const { container, api } = renderApp('/campaigns/k3');
    const funnel = await screen.findByRole('group', { name: 'Audience' });
    const own = api.world.messages.filter(({ campaignId }) => campaignId === 'k3');
    expect(funnel).toHaveTextContent(String(own.length));
    const skipped = own.filter(({ state }) => state === 'SKIPPED').length;
    expect(screen.getByRole('group', { name: 'Skipped' })).toHaveTextContent(
      new RegExp(`Skipped ${skipped}.*Did not agree to this channel`),
    );
    expect(screen.getByRole('group', { name: 'Held out' })).toBeVisible();
    expect(screen.getByText(/14 bounces of 120 messages/)).toBeVisible();

    const opened = screen.getByRole('group', { name: 'Open rates' });
    expect(opened).toHaveTextContent(
      /does better: chance alone would make such a difference in 3.1% of cases/,
    );
    expect(within(opened).getByRole('img', { name: 'Winner' })).toBeVisible();
    expect(screen.getByText(/A Urgent won on/)).toBeVisible();
    expect(screen.getByRole('table', { name: 'Steps' })).toHaveTextContent('Follow-up 1');
    expect(await faultsOf(container)).toEqual([]);
  });

  it('begins with people, counts each message once, and has no more bounces than could come back', async () => {
    renderApp('/campaigns/k3', { handlers: [statsOf('k3', figures)] });
    expect(await screen.findByRole('group', { name: 'Audience' })).toHaveTextContent(/^Audience100$/);
    expect(screen.getByRole('group', { name: 'Messages' })).toHaveTextContent(/^Messages130$/);
    expect(screen.getByRole('group', { name: 'Sent' })).toHaveTextContent(/^Sent43\.1% of messages$/);
    const failed = screen.getByRole('group', { name: 'Failed' });
    expect(failed).toHaveTextContent(/^Failed 7The provider refused it 7$/);
    expect(screen.getByRole('group', { name: 'Skipped' })).toHaveTextContent(/^Skipped 119/);
    expect(screen.getByRole('group', { name: 'Bounced' })).toHaveTextContent('8 bounced 80%');
    const [first] = await rows('Steps');
    expect(first).toHaveTextContent(/1197$/);
  });

  it('counts people alone where nothing follows, and says that nobody has come yet', async () => {
    const { unmount } = renderApp('/campaigns/k1', {
      handlers: [
        statsOf('k1', {
          ...figures,
          total: 0,
          audience: 0,
          accepted: 0,
          sent: 0,
          bounced: 0,
          skipped: 0,
          failed: 0,
          skippedBy: {},
          failedBy: {},
        }),
      ],
    });
    expect(await screen.findByText('Nobody has come into it yet.')).toBeVisible();
    expect(screen.queryByRole('group', { name: 'Messages' })).not.toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Sent' })).toHaveTextContent('of the audience');
    unmount();

    renderApp('/campaigns/k1', {
      handlers: [
        statsOf('k1', {
          ...figures,
          total: 4,
          audience: 4,
          bounced: 2,
          skipped: 0,
          failed: 2,
          skippedBy: {},
          failedBy: { BOUNCED: 2 },
        }),
      ],
    });
    expect(await screen.findByText('Nobody was left out, and nothing waits.')).toBeVisible();
  });

  it('of an SMS is told by clicks, for nobody knows whether it was opened', async () => {
    const { api } = renderApp('/campaigns?channel=SMS');
    const sms = api.world.campaigns.find(({ id }) => id === 'k3');
    if (sms) sms.channel = 'SMS';
    const first = (await rows('Campaigns')).find((row) => row.textContent.includes('Spring')) as HTMLElement;
    expect(await within(first).findByTitle(/clicked/)).toBeVisible();
    expect(within(first).queryByTitle(/opened/)).not.toBeInTheDocument();
  });

  it('of an SMS compares its variants by clicks', async () => {
    const { api } = renderApp('/campaigns/k3');
    const sms = api.world.campaigns.find(({ id }) => id === 'k3');
    if (sms) sms.channel = 'SMS';
    for (const message of api.world.messages) delete message.openedAt;
    expect(await screen.findByRole('group', { name: 'Click rates' })).toBeVisible();
    expect(screen.queryByRole('group', { name: 'Open rates' })).not.toBeInTheDocument();
    const funnel = screen.getByRole('region', { name: 'What became of it' });
    expect(within(funnel).getByRole('group', { name: 'Clicked' })).toBeVisible();
    expect(within(funnel).queryByRole('group', { name: 'Opened' })).toBeNull();
    const steps = screen.getByRole('table', { name: 'Steps' });
    expect(within(steps).getByRole('columnheader', { name: 'Clicked' })).toBeVisible();
    expect(within(steps).queryByRole('columnheader', { name: 'Opened' })).not.toBeInTheDocument();
  });

  it('is looked up by state and reason, which stand in the address', async () => {
    const { user, router } = renderApp('/campaigns/k3');
    await rows('Recipients');
    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'SKIPPED');
    await waitFor(async () => {
      for (const row of await rows('Recipients')) expect(row).toHaveTextContent('Skipped');
    });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Reason' }), 'NO_CONSENT');
    expect(router.state.location.search).toBe('?state=SKIPPED&reason=NO_CONSENT');
    expect((await rows('Recipients'))[0]).toHaveTextContent('Did not agree to this channel');
  });

  it('is settled by a person where nobody knows, and sent again only if it did not go out', async () => {
    const { user, api } = renderApp('/campaigns/k3?state=UNCONFIRMED');
    const [first] = await rows('Recipients');
    expect(first).toHaveTextContent('The provider did not answer');
    await user.click(within(first as HTMLElement).getByRole('button', { name: 'Settle' }));
    await user.click(await screen.findByRole('button', { name: 'It did not' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'FAILED');
    await screen.findByText('Somebody found that it did not go out', { selector: 'small' });
    const [failed] = await rows('Recipients');
    await user.click(within(failed as HTMLElement).getByRole('button', { name: 'Send again' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Send again' }));
    expect(await screen.findByText('Nobody is in that state')).toBeVisible();
    expect(api.world.messages.some(({ state }) => state === 'FAILED')).toBe(false);
  });
});
