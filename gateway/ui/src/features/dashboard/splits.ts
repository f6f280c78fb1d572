import type { Dashboard } from '@/lib/api/types';

export const splitName: Record<Dashboard['breakdowns'][number]['split'], string> = {
  CITY: 'City',
  COUNTRY: 'Country',
  CHANNEL: 'Channel',
  CATEGORY: 'Category',
  TAG: 'Tag',
};
