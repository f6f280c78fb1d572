import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';

const log = () => screen.findByRole('table', { name: 'Communications' });
const rows = async () =>
  within(await log())
    .getAllByRole('row')
    .slice(1);

describe('communications', () => {
  it('are narrowed by a tag that stands in the address', async () => {
    const { user, router, container } = renderApp('/communications?kind=CALL');
    await log();
    await user.click(screen.getByRole('button', { name: 'Filters' }));
    await user.type(await screen.findByRole('textbox', { name: 'Tag' }), 'drum{Enter}');
    expect(router.state.location.search).toBe('?kind=CALL&tag=drum');
    expect(await screen.findByRole('button', { name: 'Filters 1 active' })).toBeVisible();
    expect(await screen.findByText('Nothing is found with these filters')).toBeVisible();
    expect(await faultsOf(container)).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(router.state.location.search).toBe('');
    expect(screen.getByRole('combobox', { name: 'Kind' })).toHaveValue('');
    await waitFor(async () => expect((await rows()).length).toBeGreaterThan(2));
  });

  it('are looked up by customer, campaign, channel and state, and taken along as a table', async () => {
    const { user, router, container } = renderApp('/communications?customerId=c0001');
    await screen.findByText('Asha Rao', { selector: '.picker-selected *' });
    await waitFor(async () => {
      for (const row of await rows()) expect(row).toHaveTextContent('Asha Rao');
    });
    await user.type(screen.getByRole('combobox', { name: 'Campaign' }), 'monsoon');
    await user.click(await screen.findByRole('option', { name: /Monsoon welcome/ }));
    await screen.findByText('Monsoon welcome', { selector: '.picker-selected *' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Channel' }), 'EMAIL');
    await waitFor(() => expect(router.state.location.search).toContain('channel=EMAIL'));
    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'SENT');
    expect(router.state.location.search).toBe('?customerId=c0001&campaignId=k1&channel=EMAIL&state=SENT');
    await screen.findByText('Showing 1 – that’s all');
    expect((await rows())[0]).toHaveTextContent('Opened');
    expect(screen.getByRole('link', { name: 'Export' })).toHaveAttribute(
      'href',
      '/api/communications/export?customerId=c0001&campaignId=k1&channel=EMAIL&state=SENT',
    );
    expect(await faultsOf(container)).toEqual([]);
  });

  it('that a machine wrote are marked', async () => {
    const { user } = renderApp('/communications?source=AI');
    const [first, ...others] = await rows();
    expect(others).toEqual([]);
    await user.click(within(first as HTMLElement).getByRole('button'));
    expect(within(await screen.findByRole('dialog')).getByText('AI')).toHaveAttribute(
      'title',
      'Accepted by Ada Lovelace',
    );
  });

  it('show a message as it was sent, in a frame that runs and loads nothing', async () => {
    const { user } = renderApp('/communications?customerId=c0001&kind=MESSAGE');
    await user.click(await screen.findByRole('button', { name: 'Welcome, Asha' }));
    const frame = await screen.findByTitle<HTMLIFrameElement>('Message content');
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.srcdoc).toContain(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
    );
    expect(frame.srcdoc).toContain('Hello Asha');
  });

  it('are those of a link with a tag', async () => {
    renderApp('/communications?tag=jacket');
    const [first, ...others] = await rows();
    expect(first).toHaveTextContent('Asked about the rain jacket');
    expect(others).toEqual([]);
  });

  it('of somebody who was erased say nothing, and there is nothing to open', async () => {
    const { api } = renderApp('/communications?tag=jacket');
    Object.assign(api.world.communications.find(({ id }) => id === 'n1') ?? {}, { body: '' });
    const [first] = await rows();
    expect(within(first as HTMLElement).getByRole('rowheader')).toHaveTextContent(/^–$/);
    expect(within(first as HTMLElement).queryByRole('button')).not.toBeInTheDocument();
  });
});
