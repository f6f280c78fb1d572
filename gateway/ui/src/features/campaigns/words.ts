import type { CampaignMode, Channel } from '@/lib/api/types';

export const channelWord: Record<Channel, string> = { EMAIL: 'E-mail', SMS: 'SMS' };
/** Within a sentence. */
export const messageWord: Record<Channel, string> = { EMAIL: 'e-mail', SMS: 'text message' };
export const modeWord: Record<CampaignMode, string> = { LIVE: 'Live', ONE_OFF: 'One-off' };

export const VARIABLES: { name: string; label: string }[] = [
  { name: 'customer.firstName', label: 'First name' },
  { name: 'customer.lastName', label: 'Last name' },
  { name: 'customer.email', label: 'E-mail' },
  { name: 'customer.phone', label: 'Phone' },
  { name: 'customer.city', label: 'City' },
  { name: 'customer.country', label: 'Country' },
  { name: 'customer.attributes.plan', label: 'An attribute (plan)' },
  { name: 'orders.count', label: 'Number of orders' },
  { name: 'orders.total', label: 'Total spent' },
  { name: 'orders.average', label: 'Average order' },
  { name: 'orders.lastAt', label: 'Last order' },
  { name: 'campaign.name', label: 'Campaign name' },
  { name: 'unsubscribe_url', label: 'Unsubscribe link' },
];
