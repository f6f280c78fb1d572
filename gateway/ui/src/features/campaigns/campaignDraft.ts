import type { Campaign, CampaignContent, CampaignDraft, CampaignMode, Channel } from '@/lib/api/types';

export interface CampaignForm {
  name: string;
  segmentId: string;
  channel: Channel;
  mode: CampaignMode;
  subject: string;
  html: string;
  text: string;
}

export function formOf(campaign: Campaign | undefined, segmentId: string): CampaignForm {
  return {
    name: campaign?.name ?? '',
    segmentId: campaign?.segmentId ?? segmentId,
    channel: campaign?.channel ?? 'EMAIL',
    mode: campaign?.mode ?? 'LIVE',
    subject: campaign?.content.subject ?? '',
    html: campaign?.content.html ?? '',
    text: campaign?.content.text ?? '',
  };
}

export function draftOf(form: CampaignForm): CampaignDraft {
  const { name, segmentId, channel, mode, subject, html, text } = form;
  const content: CampaignContent = {
    ...(channel === 'EMAIL' ? { subject: subject.trim() } : {}),
    ...(channel === 'EMAIL' && html.trim() ? { html } : {}),
    ...(text.trim() ? { text } : {}),
  };
  return { name: name.trim(), segmentId, channel, mode, content };
}
