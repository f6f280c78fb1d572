/**
 * The bodies of the REST API under the names that the UI uses: nothing of them is written here, all of it comes from
 * what the services publish (`npm run generate:api`). Ids and decimals are strings, times ISO-8601 in UTC.
 */
import type { components as Auth } from './generated/auth-service';
import type { components as Campaigns } from './generated/campaign-service';
import type { components as Customers } from './generated/customer-service';
import type { components as Insights } from './generated/insight-service';
import type { components as Orders } from './generated/order-service';

export { entryKindValues as COMMUNICATION_KINDS } from './generated/campaign-service';
export { rejectedRecordStateValues as REJECTED_STATES } from './generated/customer-service';
export { orderStatusValues as ORDER_STATUSES } from './generated/order-service';

type OfAuth = Auth['schemas'];
type OfCampaigns = Campaigns['schemas'];
type OfCustomers = Customers['schemas'];
type OfInsights = Insights['schemas'];
type OfOrders = Orders['schemas'];

/** Every list is a page in the same shape. */
export type Page<T> = Omit<OfCustomers['CustomerPage'], 'items'> & { items: T[] };

export type ProblemBody = OfCampaigns['Problem'];
export type FieldFault = OfCampaigns['Fault'];

export type Role = OfAuth['Role'];
export type Me = OfAuth['Me'];

export type Customer = OfCustomers['Customer'];
/** A customer who is part of another now. */
export type MergedCustomer = OfCustomers['CustomerMerged'];
/** Customers who may be one person. */
export type Duplicate = OfCustomers['Duplicate'];
/** How far all that is known of a person has gone, service by service. */
export type Erasure = OfCustomers['Erasure'];
export type AttributeValue = Customer['attributes'][string] | null;

type CustomerFields = Omit<
  Customer,
  'id' | 'version' | 'createdAt' | 'updatedAt' | 'attributes' | 'merged'
> & {
  attributes: Record<string, AttributeValue>;
};

/** What can be written of a customer (RFC 7396); `null` clears a field or an attribute. */
export type CustomerChange = { [K in keyof CustomerFields]?: CustomerFields[K] | null };

export type TagChange = OfCustomers['TagRequest'];
export type Tagged = OfCustomers['Tagged'];

/** A table being taken in; customers and orders have the same. */
export type ImportJob = OfCustomers['Import'];
export type ImportTrial = OfCustomers['ImportsTrial'];

/** A record of a feed that could not be taken in; customers and orders have the same. */
export type RejectedSummary = OfCustomers['RejectedSummary'];
export type RejectedRecord = OfCustomers['Rejected'];
export type RejectedState = OfCustomers['RejectedRecordState'];

export type OrderStatus = OfOrders['OrderStatus'];
export type OrderItem = OfOrders['OrderItem'];
export type Order = OfOrders['Order'];
/** An order as a form may send it: the service refuses what an item lacks, with a pointer to it. */
export type NewOrder = Omit<
  Order,
  'id' | 'version' | 'customerId' | 'customerName' | 'items' | 'createdAt' | 'updatedAt'
> & { items: Partial<OrderItem>[] };

export type Scalar = OfCampaigns['RuleScalar'];
export type Rule = OfCampaigns['RuleCondition'];
export type RuleGroup = OfCampaigns['RuleGroup'];
// Segments as campaign-service is about to publish them: once it does, each of these is `OfCampaigns['…']`.
export type RuleField = Omit<OfCampaigns['Field'], 'type'> & {
  type: OfCampaigns['RuleFieldType'] | 'DATE' | 'INSTANT' | 'SEGMENT';
  /** What the occurrences that the field counts can be narrowed by, with values seen. */
  where?: { name: string; values: string[] }[];
};
export type RuleFields = { fields: RuleField[] };

export type SegmentState = OfCampaigns['SegmentState'];
export type Segment = Omit<OfCampaigns['Segment'], 'backfill'> & {
  backfill?: OfCampaigns['Backfill'] & { secondsLeft?: number };
};
export type SegmentDraft = Required<Pick<OfCampaigns['SegmentDraft'], 'name' | 'rule'>> &
  OfCampaigns['SegmentDraft'];
export type SegmentSample = OfCampaigns['Sample'];
export type SegmentMember = OfCampaigns['Member'] & { reason?: string };
/** Who refers to a segment, and keeps it from being archived or deleted. */
export interface SegmentUse {
  kind: 'SEGMENT' | 'CAMPAIGN';
  id: string;
  name: string;
}
/** Who would join or leave if a rule took the place of the one that is saved. */
export interface SegmentMovement {
  count: number;
  exact: boolean;
  sample: SegmentSample[];
}
export interface SegmentPreview {
  count: number;
  exact: boolean;
  /** Where the count is with 95 % certainty; both are the count itself when that is exact. */
  low: number;
  high: number;
  /** All customers. */
  of: number;
  description: string;
  /** How many meet each condition by itself. */
  conditions: { pointer: string; count: number; exact: boolean }[];
  sample: SegmentSample[];
  joining?: SegmentMovement;
  leaving?: SegmentMovement;
}
export interface SegmentCheck {
  valid: boolean;
  description: string;
  /** The same for two rules that ask the same. */
  normalised: string;
  sameAs: { id: string; name: string }[];
}
export interface SegmentDay {
  day: string;
  joined: number;
  left: number;
  /** At the day's end. */
  size: number;
}
/** Whether a part of a rule holds for a customer, and what it saw. */
export interface Finding {
  pointer: string;
  kind: 'GROUP' | 'CONDITION' | 'SEGMENT';
  description: string;
  holds: boolean;
  value?: string;
  /** When time alone may change whether it holds, and not before. */
  changesAt?: string;
  combinator?: 'and' | 'or';
  not: boolean;
  rules: Finding[];
}
export interface SegmentWhy {
  customerId: string;
  name: string;
  member: boolean;
  /** Since when they are in or, if they are not, out; nothing if they never were in. */
  since?: string;
  reason?: string;
  /** The order, message, customer or segment whose change brought it about; nothing where time did. */
  cause?: string;
  nextChangeAt?: string;
  finding: Finding;
}
export interface SegmentOfCustomer {
  segmentId: string;
  name: string;
  since: string;
  reason?: string;
}

export type Channel = OfCampaigns['Channel'];
export type CampaignMode = OfCampaigns['CampaignMode'];
export type CampaignState = OfCampaigns['CampaignState'];
export type CampaignContent = OfCampaigns['Content'];
export type CampaignStats = OfCampaigns['Stats'];
export type Campaign = OfCampaigns['Campaign'];
export type CampaignDraft = Required<OfCampaigns['CampaignDraft']>;
export type RenderedMessage = OfCampaigns['Rendered'];

export type Message = OfCampaigns['Message'];
export type MessageState = OfCampaigns['MessageState'];
export type CommunicationKind = OfCampaigns['EntryKind'];
export type Communication = OfCampaigns['Communication'];
export type Task = OfCampaigns['Task'];
export type TaskPlan = OfCampaigns['CommunicationTaskPlan'];
export type NewCommunication = Required<
  Pick<OfCampaigns['CommunicationEntry'], 'customerId' | 'kind' | 'text'>
> &
  OfCampaigns['CommunicationEntry'];
/** What can be changed of an entry made by hand (RFC 7396); `null` clears. */
export interface CommunicationChange {
  text?: string;
  tags?: string[];
  task?: { [K in keyof TaskPlan]: TaskPlan[K] | null } | null;
}

export type Dashboard = OfInsights['Dashboard'];
export type DashboardDay = OfInsights['DashboardDay'];
