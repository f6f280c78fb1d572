import type { ContentTools } from '@/features/campaigns/editor/MessageSection';
import { DraftTool } from '@/features/drafting/DraftTool';

/** Drafts, beside the fields that they can be put into. */
export const draftTools: ContentTools = (content, onChange, { channel, segmentId }) => (
  <DraftTool content={content} channel={channel} segmentId={segmentId} onChange={onChange} />
);
