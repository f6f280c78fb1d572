import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import { ada } from '@/testing/mockApi';
import { renderApp } from '@/testing/renderApp';
import { HttpResponse } from 'msw';

describe('a campaign', () => {
  it('is launched only after showing how many get it', async () => {
    const launches: string[] = [];
    const { user, api } = renderApp('/campaigns/k2', {
      handlers: [http.post('/api/campaigns/:id/launch', ({ request }) => void launches.push(request.url))],
    });
    await user.click(await screen.findByRole('button', { name: 'Launch' }));
    const dialog = await screen.findByRole('dialog', { name: 'Launch “Diwali preview”?' });
    const size = api.world.segments.find(({ id }) => id === 's2')?.size;
    expect(size).toBeGreaterThan(0);
    expect(await within(dialog).findByText(String(size))).toBeVisible();
    expect(dialog).toHaveTextContent('customers are in “Spent over 10,000” now');

    await user.click(within(dialog).getByRole('button', { name: 'Not yet' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(launches).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Launch' }));
    await user.click(await screen.findByRole('button', { name: 'Launch now' }));
    expect(await screen.findByText('Running')).toBeVisible();
    expect(await screen.findByRole('table', { name: 'Messages' })).toBeVisible();
    expect(launches).toHaveLength(1);
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

  it('is not for a marketer to launch', async () => {
    renderApp('/campaigns/k2', {
      handlers: [http.get('/api/me', () => HttpResponse.json({ ...ada, roles: ['MARKETER'] }))],
    });
    expect(await screen.findByRole('link', { name: 'Edit' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Launch' })).not.toBeInTheDocument();
  });

  it('is written with variables, seen as a customer gets it, and saved', async () => {
    const { user, api } = renderApp('/campaigns/new?segment=s1');
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Thanks');
    const subject = screen.getByRole('textbox', { name: 'Subject' });
    await user.type(subject, 'Dear !');
    (subject as HTMLInputElement).setSelectionRange(5, 5);
    await user.click(screen.getByRole('button', { name: 'Insert variable into Subject' }));
    await user.click(await screen.findByRole('button', { name: /^First name/ }));
    expect(subject).toHaveValue('Dear {{ customer.firstName }}!');
    fireEvent.change(screen.getByRole('textbox', { name: 'Message (HTML)' }), {
      target: { value: '<p>You spent {{ orders.total }}</p>' },
    });

    await user.type(screen.getByRole('combobox', { name: 'Customer' }), 'asha rao');
    await user.click(await screen.findByRole('option', { name: /asha\.rao@/ }));
    await user.click(screen.getByRole('button', { name: 'Save and preview' }));
    expect(await screen.findByText('Dear Asha!')).toBeVisible();
    expect(screen.getByTitle<HTMLIFrameElement>('Preview of the message').srcdoc).toMatch(/You spent \d+/);

    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByRole('heading', { name: 'Thanks' })).toBeVisible();
    // Previewing saved it; saving again changed the same campaign.
    expect(api.world.campaigns.filter(({ name }) => name === 'Thanks')).toMatchObject([
      { version: 2, segmentId: 's1', channel: 'EMAIL', mode: 'LIVE' },
    ]);
  });

  it('shows what is missing at the inputs', async () => {
    const { user } = renderApp('/campaigns/new');
    await user.click(await screen.findByRole('button', { name: 'Save draft' }));
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
        'A campaign needs a name.',
      ),
    );
    expect(screen.getByRole('combobox', { name: 'Segment' })).toHaveAccessibleDescription(
      'Choose who gets it.',
    );
  });
});
