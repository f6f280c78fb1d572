import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '@/lib/api/http';
import type {
  Campaign,
  CampaignContent,
  CampaignDraft,
  CampaignSchedule,
  CampaignStats,
  Channel,
  Customer,
  DeliverySettings,
  Message,
  Outlook,
  Page,
  RenderedMessage,
  Segment,
  SegmentMember,
  SettleFinding,
  TemplateVariables,
  TestResults,
  TestSend,
} from '@/lib/api/types';
import { useCursorPages } from '@/lib/api/useCursorPages';
import { useDebounced } from '@/lib/hooks';
import { usePolling } from '@/lib/stream';

export function useCampaigns(filters: Record<string, string>) {
  return useCursorPages<Campaign>(['campaigns', 'list'], '/api/campaigns', filters, {
    refetchInterval: usePolling(5_000),
  });
}

export function useCampaign(id: string) {
  const every = usePolling(3_000);
  return useQuery({
    queryKey: ['campaigns', id],
    queryFn: ({ signal }) => http.get<Campaign>(`/api/campaigns/${id}`, { signal }),
    refetchInterval: every,
  });
}

export function useStats(id: string) {
  const every = usePolling(2_000);
  return useQuery({
    queryKey: ['campaigns', id, 'stats'],
    queryFn: ({ signal }) => http.get<CampaignStats>(`/api/campaigns/${id}/stats`, { signal }),
    refetchInterval: every,
  });
}

/** Of what has ended, figures change seldom. */
export function useRowStats({ id, state, startedAt }: Campaign, inSight: boolean) {
  const every = usePolling(state === 'RUNNING' ? 5_000 : 60_000);
  return useQuery({
    queryKey: ['campaigns', id, 'stats'],
    queryFn: ({ signal }) => http.get<CampaignStats>(`/api/campaigns/${id}/stats`, { signal }),
    enabled: inSight && startedAt !== undefined,
    refetchInterval: every,
    staleTime: every,
  });
}

export function useMessages(id: string, filters: Record<string, string>) {
  return useCursorPages<Message>(['campaigns', id, 'messages'], `/api/campaigns/${id}/messages`, filters, {
    refetchInterval: usePolling(3_000),
  });
}

/** Who would get it now, and who would not and why. Asked anew each time that it is shown. */
export function useOutlook({ id, version }: Campaign) {
  return useQuery({
    // Apart from what is asked for anew while it is sent: this reads everybody of the segment.
    queryKey: ['outlook', id, version],
    queryFn: ({ signal }) => http.get<Outlook>(`/api/campaigns/${id}/audience`, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useSegmentNow(id: string) {
  const every = usePolling(5_000);
  return useQuery({
    queryKey: ['segments', id],
    queryFn: ({ signal }) => http.get<Segment>(`/api/segments/${id}`, { signal }),
    enabled: id !== '',
    refetchInterval: every,
  });
}

type Somebody = Pick<Customer, 'id' | 'firstName' | 'lastName' | 'email' | 'externalId'>;

/** Somebody to show a message as: of the segment, or anybody while nobody is in it. */
export function useSomebody(segmentId: string): Somebody | undefined {
  const somebody = useQuery({
    queryKey: ['somebody', segmentId],
    queryFn: async ({ signal }): Promise<Somebody | null> => {
      const one = { query: { limit: 1 }, signal };
      if (segmentId) {
        const { items } = await http.get<Page<SegmentMember>>(`/api/segments/${segmentId}/members`, one);
        if (items[0]) return { ...items[0], id: items[0].customerId };
      }
      const { items } = await http.get<Page<Customer>>('/api/customers', one);
      return items[0] ?? null;
    },
    staleTime: 60_000,
  });
  return somebody.data ?? undefined;
}

export function useDeliverySettings() {
  return useQuery({
    queryKey: ['settings', 'delivery'],
    queryFn: ({ signal }) => http.get<DeliverySettings>('/api/settings/delivery', { signal }),
    staleTime: 30_000,
  });
}

export function saveCampaign(draft: CampaignDraft, existing: Campaign | undefined): Promise<Campaign> {
  return existing
    ? http.put<Campaign>(`/api/campaigns/${existing.id}`, draft, existing.version)
    : http.post<Campaign>('/api/campaigns', draft);
}

/** What templates can say. Attributes come up with the data, which is seldom. */
export function useVariables() {
  return useQuery({
    queryKey: ['templateVariables'],
    queryFn: ({ signal }) => http.get<TemplateVariables>('/api/campaigns/variables', { signal }),
    staleTime: 5 * 60_000,
  });
}

interface PreviewQuestion {
  channel: Channel;
  /** As the template may name it. */
  campaignName: string;
  content: CampaignContent;
  customerId: string | undefined;
}

export interface ContentPreview {
  data: RenderedMessage | undefined;
  error: unknown;
  /** What is shown is not what is written now. */
  isStale: boolean;
  retry: () => void;
}

/** A message as one customer would get it, of content that need not be saved, once it is not typed on for a moment. */
export function useContentPreview(question: PreviewQuestion): ContentPreview {
  const asked = JSON.stringify(question);
  const settled = useDebounced(asked, 400);
  const { customerId, channel, content } = JSON.parse(settled) as PreviewQuestion;
  const isAskable = customerId !== undefined && Object.keys(content).length > 0;
  const isWanted = question.customerId !== undefined && Object.keys(question.content).length > 0;
  const preview = useQuery({
    queryKey: ['campaigns', 'preview', settled],
    queryFn: ({ signal }) =>
      http.post<RenderedMessage>('/api/campaigns/preview', JSON.parse(settled), signal),
    enabled: isAskable,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  // What could be shown last stays in sight while a fault is mended.
  const [last, setLast] = useState<{ shown: RenderedMessage; of: string }>();
  const of = `${customerId} ${channel}`;
  if (preview.data && !preview.isPlaceholderData && last?.shown !== preview.data) {
    setLast({ shown: preview.data, of });
  }
  return {
    data: isAskable ? (preview.data ?? (last?.of === of ? last.shown : undefined)) : undefined,
    error: isAskable ? preview.error : null,
    isStale: isWanted && (asked !== settled || preview.isFetching),
    retry: () => void preview.refetch(),
  };
}

export function useTestSend(campaignId: string) {
  return useMutation({
    mutationFn: (test: TestSend) => http.post<TestResults>(`/api/campaigns/${campaignId}/test`, test),
  });
}

export type CampaignAction =
  'submit' | 'approve' | 'reject' | 'launch' | 'schedule' | 'unschedule' | 'pause' | 'resume' | 'stop';

interface Step {
  action: CampaignAction;
  body?: { note?: string } | CampaignSchedule;
  /** The version that was looked at, where it may be no other. */
  version?: number;
}

export function useCampaignAction(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body, version }: Step) =>
      http.step<Campaign>(`/api/campaigns/${id}/${action}`, body, version),
    onSuccess: async (campaign) => {
      client.setQueryData(['campaigns', id], campaign);
      await client.invalidateQueries({ queryKey: ['campaigns'] });
    },
    // Such as that somebody else was quicker: what is so now has to be seen.
    onError: () => client.invalidateQueries({ queryKey: ['campaigns', id] }),
  });
}

export function useDuplicateCampaign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<Campaign>(`/api/campaigns/${id}/duplicate`),
    onSuccess: (copy) => {
      client.setQueryData(['campaigns', copy.id], copy);
      return client.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    },
  });
}

/** What a person finds out of a message that nobody had an answer for, and sending one again that did not go out. */
export function useSettleMessage(campaignId: string, messageId: string) {
  const client = useQueryClient();
  const path = `/api/campaigns/${campaignId}/messages/${messageId}`;
  return useMutation({
    mutationFn: (as: SettleFinding | 'RETRY') =>
      as === 'RETRY' ? http.post<Message>(`${path}/retry`) : http.post<Message>(`${path}/settle`, { as }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['campaigns', campaignId] }),
  });
}
