import type { Action, ChangingCall } from '@/lib/api/types';
import { formatConstant } from '@/lib/format';

/** What each call does, for people to read; one without words is shown as it is. */
const words: Partial<Record<ChangingCall, string>> = {
  'POST /api/customers': 'Added or updated a customer',
  'PUT /api/customers/{id}': 'Replaced a customer',
  'PATCH /api/customers/{id}': 'Changed a customer',
  'DELETE /api/customers/{id}': 'Erased a customer',
  'POST /api/customers/{id}/merge': 'Merged customers',
  'POST /api/customers/{id}/merge/{mergedId}/undo': 'Told merged customers apart',
  'POST /api/customers/duplicates/{id}/dismiss': 'Dismissed a likely duplicate',
  'POST /api/customers/batch': 'Sent a batch of customers',
  'POST /api/customers/tags': 'Changed tags of customers',
  'POST /api/customers/import': 'Uploaded customers to import',
  'PUT /api/customers/import/{id}/mapping': 'Mapped the columns of an import',
  'POST /api/customers/import/{id}/start': 'Started an import of customers',
  'POST /api/customers/import/{id}/cancel': 'Cancelled an import of customers',
  'POST /api/customers/rejected/{id}/resubmit': 'Mended a rejected customer',
  'POST /api/customers/rejected/{id}/discard': 'Discarded a rejected customer',

  'POST /api/orders': 'Added or updated an order',
  'PATCH /api/orders/{id}': 'Changed an order',
  'DELETE /api/orders/{id}': 'Deleted an order',
  'POST /api/orders/batch': 'Sent a batch of orders',
  'POST /api/orders/import': 'Uploaded orders to import',
  'PUT /api/orders/import/{id}/mapping': 'Mapped the columns of an import',
  'POST /api/orders/import/{id}/start': 'Started an import of orders',
  'POST /api/orders/import/{id}/cancel': 'Cancelled an import of orders',
  'POST /api/orders/rejected/{id}/resubmit': 'Mended a rejected order',
  'POST /api/orders/rejected/{id}/discard': 'Discarded a rejected order',

  'PUT /api/settings/delivery': 'Changed the delivery settings',
  'PUT /api/settings/brand': 'Changed the brand settings',
  'PUT /api/settings/ai': 'Changed the AI settings',

  'POST /api/users': 'Invited a user',
  'PATCH /api/users/{id}': 'Changed a user',
  'POST /api/clients': 'Added an API client',
  'DELETE /api/clients/{id}': 'Removed an API client',

  'POST /api/segments': 'Created a segment',
  'PUT /api/segments/{id}': 'Changed a segment',
  'DELETE /api/segments/{id}': 'Deleted a segment',
  'POST /api/segments/{id}/archive': 'Archived a segment',
  'POST /api/segments/{id}/restore': 'Restored a segment',
  'POST /api/segments/{id}/duplicate': 'Duplicated a segment',

  'POST /api/campaigns': 'Created a campaign',
  'PUT /api/campaigns/{id}': 'Changed a campaign',
  'POST /api/campaigns/{id}/duplicate': 'Duplicated a campaign',
  'POST /api/campaigns/{id}/submit': 'Asked for approval of a campaign',
  'POST /api/campaigns/{id}/approve': 'Approved a campaign',
  'POST /api/campaigns/{id}/reject': 'Sent a campaign back',
  'POST /api/campaigns/{id}/launch': 'Launched a campaign',
  'POST /api/campaigns/{id}/schedule': 'Scheduled a campaign',
  'POST /api/campaigns/{id}/unschedule': 'Took a campaign off the schedule',
  'POST /api/campaigns/{id}/pause': 'Paused a campaign',
  'POST /api/campaigns/{id}/resume': 'Resumed a campaign',
  'POST /api/campaigns/{id}/stop': 'Stopped a campaign',
  'POST /api/campaigns/{id}/test': 'Sent a test of a campaign',
  'POST /api/campaigns/{id}/messages/{messageId}/retry': 'Sent a failed message again',
  'POST /api/campaigns/{id}/messages/{messageId}/settle': 'Settled an unconfirmed message',

  'POST /api/communications': 'Wrote an entry about a customer',
  'PATCH /api/communications/{id}': 'Changed an entry about a customer',
  'DELETE /api/communications/{id}': 'Deleted an entry about a customer',
  'POST /api/communications/{id}/done': 'Marked a task done',
  'DELETE /api/communications/{id}/done': 'Reopened a task',
  'POST /api/suppressions': 'Suppressed an address or a customer',
  'DELETE /api/suppressions/{id}': 'Lifted a suppression',
};

export function wordsOf(action: string): string {
  return (words as Record<string, string>)[action] ?? action;
}

export function detailsOf({ details }: Action): string {
  return Object.entries(details)
    .map(([name, value]) => `${formatConstant(name)}: ${value}`)
    .join(' · ');
}

export interface Subject {
  id: string;
  /** What it is, such as `Campaign`. */
  kind: string;
  /** Its page; absent where there is none. */
  to?: string;
}

const KINDS: Record<string, string> = {
  customers: 'Customer',
  orders: 'Order',
  segments: 'Segment',
  campaigns: 'Campaign',
  communications: 'Entry',
  suppressions: 'Suppression',
  users: 'User',
  clients: 'API client',
  import: 'Import',
  rejected: 'Record',
  duplicates: 'Pair',
};

/** The one thing that an action is about, by the path of what came of it, else by the first id in its own. */
export function subjectOf({ action, on, created }: Action): Subject | undefined {
  const pattern = action.slice(action.indexOf(' ') + 1);
  const known = on.id;
  const path =
    created ??
    (known === undefined
      ? undefined
      : pattern.includes('{id}')
        ? pattern.slice(0, pattern.indexOf('{id}')) + known
        : `${pattern}/${known}`);
  const [, collection, part, id] =
    /^\/api\/(\w+)(?:\/(import|rejected|duplicates))?\/([^/]+)$/.exec(path ?? '') ?? [];
  if (collection === undefined || id === undefined) return undefined;
  const hasPage = part
    ? part === 'import' || part === 'rejected'
    : ['customers', 'segments', 'campaigns'].includes(collection) &&
      !(action.startsWith('DELETE') && collection === 'segments');
  return {
    id,
    kind: KINDS[part ?? collection] ?? formatConstant(collection),
    ...(hasPage ? { to: `/${[collection, part, id].filter(Boolean).join('/')}` } : {}),
  };
}
