import type { CampaignState } from '@/lib/api/types';

/** Until it is launched. */
export const canBeChanged = (state: CampaignState) =>
  state === 'DRAFT' || state === 'IN_APPROVAL' || state === 'APPROVED';
