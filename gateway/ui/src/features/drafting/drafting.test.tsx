import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import type { Channel, MessageBrief, MessageDrafts } from '@/lib/api/types';
import { createQueryClient } from '@/lib/queryClient';
import { faultsOf } from '@/testing/axe';
import { createMockApi } from '@/testing/mockApi';
import { server } from '@/testing/server';
import { DraftTool } from './DraftTool';

/** A message's fields with drafts beside them. */
function Editor({ channel }: { channel: Channel }) {
  const [content, setContent] = useState({ subject: 'Mine', html: '<p>Mine</p>', text: 'Mine' });
  return (
    <form aria-label="Campaign" onSubmit={() => expect.unreachable()}>
      <DraftTool
        channel={channel}
        segmentId="s1"
        content={content}
        onChange={(change) => setContent((current) => ({ ...current, ...change }))}
      />
      <output>{JSON.stringify(content)}</output>
    </form>
  );
}

function renderEditor(channel: Channel) {
  server.use(...createMockApi().handlers);
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Editor channel={channel} />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const content = () =>
  JSON.parse(document.querySelector('output')?.textContent ?? '') as Record<string, string>;
const dialog = async () => within(await screen.findByRole('dialog', { name: /^Draft/ }));

describe('drafts of a message', () => {
  it('are several to choose from; the one that is chosen is put in, and can be taken out', async () => {
    const user = renderEditor('EMAIL');
    await user.click(screen.getByRole('button', { name: 'Draft with AI' }));
    const drafts = await dialog();
    expect(drafts.getByRole('button', { name: 'Write drafts' })).toBeDisabled();
    await user.type(drafts.getByRole('textbox', { name: /^Goal/ }), 'Bring them back');
    await user.selectOptions(drafts.getByRole('combobox', { name: 'Drafts' }), '2');
    await user.click(drafts.getByRole('button', { name: 'Write drafts' }));
    expect(await drafts.findByRole('button', { name: 'Insert: Draft 2' })).toBeVisible();
    expect(drafts.queryByRole('button', { name: 'Insert: Draft 3' })).toBeNull();
    expect(drafts.getByText('By built-in rules, without an AI model')).toBeVisible();
    expect(drafts.getByText(/38% of 412 openings/)).toBeVisible();
    expect(await faultsOf(document.body)).toEqual([]);

    await user.click(drafts.getByRole('button', { name: 'Insert: Draft 1' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    const put = content();
    expect(put.subject).toBe('It has been a while, {{ customer.firstName | default: "there" }}');
    expect(put.html).toMatch(
      /^<p>Dear \{\{ customer\.firstName \| default: "friend" \}\},<\/p>\n<p>It has been/,
    );
    expect(put.text).toBe('');
    await user.click(screen.getByRole('button', { name: 'Take it out again' }));
    expect(content()).toEqual({
      subject: 'Mine',
      html: '<p>Mine</p>',
      text: 'Mine',
    });
  });

  it('ask for what the campaign is about, and never for the campaign to be saved', async () => {
    const briefs: MessageBrief[] = [];
    const user = renderEditor('SMS');
    server.use(
      http.post<never, MessageBrief>('/api/insights/messages', async ({ request }) => {
        briefs.push(await request.clone().json());
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Draft with AI' }));
    const drafts = await dialog();
    await user.type(drafts.getByRole('textbox', { name: /^Offer/ }), '10% off');
    await user.selectOptions(drafts.getByRole('combobox', { name: 'Tone' }), 'Grateful');
    await user.type(drafts.getByRole('textbox', { name: /^Goal/ }), 'Thank them{Enter}');
    expect(await drafts.findByRole('button', { name: 'Insert: Draft 1' })).toBeVisible();
    expect(briefs).toEqual([
      {
        channel: 'SMS',
        goal: 'Thank them',
        offer: '10% off',
        tone: 'GRATEFUL',
        length: 'SHORT',
        variants: 3,
        segmentId: 's1',
      },
    ]);
    expect(drafts.getAllByText(/sent as 1 text message/)[0]).toBeVisible();
    expect(drafts.queryByRole('heading', { name: 'Subject lines' })).toBeNull();
  });

  it('say what a campaign would be refused for', async () => {
    const user = renderEditor('EMAIL');
    server.use(
      http.post('/api/insights/messages', () =>
        HttpResponse.json({
          variants: [
            {
              subject: 'Cheap',
              body: 'Cheap jackets',
              characters: 13,
              variables: [],
              checks: [{ pointer: '/subject', level: 'ERROR', detail: 'It says “cheap”.' }],
            },
          ],
          subjects: [],
          answeredBy: 'MODEL:gpt-5-mini',
        } satisfies MessageDrafts),
      ),
    );
    await user.click(screen.getByRole('button', { name: 'Draft with AI' }));
    const drafts = await dialog();
    await user.type(drafts.getByRole('textbox', { name: /^Goal/ }), 'Sell{Enter}');
    expect(await drafts.findByText('It says “cheap”.')).toBeVisible();
    expect(drafts.getByRole('button', { name: 'Insert anyway: Draft 1' })).toBeVisible();
    expect(drafts.getByText('By gpt-5-mini')).toBeVisible();
  });

  it('can be subject lines alone, for a message that is written', async () => {
    const user = renderEditor('EMAIL');
    await user.click(screen.getByRole('button', { name: 'Draft with AI' }));
    const drafts = await dialog();
    await user.click(drafts.getByRole('button', { name: 'Only subject lines, for the message as it is' }));
    await user.click(await drafts.findByRole('button', { name: 'Use: We kept something for you' }));
    expect(content()).toEqual({
      subject: 'We kept something for you',
      html: '<p>Mine</p>',
      text: 'Mine',
    });
  });
});
