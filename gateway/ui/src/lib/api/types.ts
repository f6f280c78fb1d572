/**
 * The bodies of the REST API under the names that the UI uses: nothing of them is written here, all of it comes from
 * what the services publish (`npm run generate:api`). Ids and decimals are strings, times ISO-8601 in UTC.
 */
import type { components as Auth, paths as AuthPaths } from './generated/auth-service';
import type { components as Campaigns, paths as CampaignPaths } from './generated/campaign-service';
import type { components as Customers, paths as CustomerPaths } from './generated/customer-service';
import type { components as Insights, paths as InsightPaths } from './generated/insight-service';
import type { components as Orders, paths as OrderPaths } from './generated/order-service';

export {
  campaignStateValues as CAMPAIGN_STATES,
  entryKindValues as COMMUNICATION_KINDS,
  messageReasonValues as MESSAGE_REASONS,
  messageStateValues as MESSAGE_STATES,
} from './generated/campaign-service';
export { briefLengthValues as TEXT_LENGTHS, briefToneValues as TONES } from './generated/insight-service';
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
/** What somebody did by the API of a service. */
export type Action = OfAuth['Action'];

type Paths = AuthPaths & CampaignPaths & CustomerPaths & InsightPaths & OrderPaths;
type Changing = 'post' | 'put' | 'patch' | 'delete';
/** Every call that may change something, as the audit log names it: `POST /api/orders`. */
export type ChangingCall = {
  [Path in keyof Paths]: {
    [Method in Changing]: Paths[Path] extends Record<Method, object> ? `${Uppercase<Method>} ${Path}` : never;
  }[Changing];
}[keyof Paths];

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
  'id' | 'version' | 'customerId' | 'customerName' | 'currency' | 'items' | 'createdAt' | 'updatedAt'
> & { currency?: string; items: Partial<OrderItem>[] };

export type Scalar = OfCampaigns['RuleScalar'];
export type Rule = OfCampaigns['RuleCondition'];
export type RuleGroup = OfCampaigns['RuleGroup'];
export type RuleField = OfCampaigns['Field'];
export type RuleFields = OfCampaigns['Fields'];

export type Segment = OfCampaigns['Segment'];
export type SegmentDraft = Required<Pick<OfCampaigns['SegmentDraft'], 'name' | 'rule'>> &
  OfCampaigns['SegmentDraft'];
export type SegmentSample = OfCampaigns['Sample'];
export type SegmentMember = OfCampaigns['Member'];
/** What a segment is part of, and cannot be archived or deleted for. */
export type SegmentUse = OfCampaigns['SegmentUsersUse'];
export type SegmentPreview = OfCampaigns['Preview'];
/** Who would join or leave if a rule took the place of the one that is saved. */
export type SegmentMovement = OfCampaigns['Movement'];
export type SegmentCheck = OfCampaigns['Validation'];
export type SegmentDay = OfCampaigns['Day'];
/** Why a customer is in a segment, or is not. */
export type SegmentWhy = OfCampaigns['Why'];
/** Whether a part of a rule holds for a customer, and what it saw. */
export type Finding = OfCampaigns['Finding'];
export type SegmentOfCustomer = OfCampaigns['SegmentOfCustomer'];

export type Channel = OfCampaigns['Channel'];
export type CampaignMode = OfCampaigns['CampaignMode'];
export type CampaignState = OfCampaigns['CampaignState'];
export type CampaignContent = OfCampaigns['Content'];
export type CampaignSchedule = OfCampaigns['Schedule'];
export type FollowUpCondition = OfCampaigns['FollowUpCondition'];
export type WinnerMeasure = OfCampaigns['WinnerMeasure'];
export type CampaignStats = OfCampaigns['Stats'];
export type CampaignFigures = OfCampaigns['Figures'];
export type Campaign = OfCampaigns['Campaign'];
export type CampaignDraft = OfCampaigns['CampaignDraft'];
/** Who would get a campaign now, and who would not and why. */
export type Outlook = OfCampaigns['Outlook'];
/** A message as one customer would get it. */
export type RenderedMessage = OfCampaigns['Proof'];
/** What templates can say, in groups. */
export type TemplateVariables = OfCampaigns['Variables'];
export type VariableGroup = OfCampaigns['VariableGroup'];
export type TestSend = OfCampaigns['TestRequest'];
export type TestResults = OfCampaigns['Test'];
/** What a person found out of a message that nobody had an answer for. */
export type SettleFinding = OfCampaigns['Settlement'];

export type DeliverySettings = OfCampaigns['CurrentDeliverySettings'];
export type DeliveryChange = OfCampaigns['DeliverySettings'];
export type BrandSettings = OfCampaigns['BrandSettings'];
export type BrandChange = OfCampaigns['Brand'];
export type Suppression = OfCampaigns['Suppression'];
export type NewSuppression = OfCampaigns['SuppressionRequest'];

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
/** What is watched for days that are unlike others. */
export type Watched = OfInsights['DashboardWatched'];
/** All customers by group. */
export type CustomerBase = OfInsights['CustomerBase'];
export type CustomerInsight = OfInsights['CustomerInsight'];
export type CampaignInsight = OfInsights['CampaignInsight'];
/** Segments that the data suggests, each with a rule that is ready to be used. */
export type SegmentSuggestion = Omit<OfInsights['SegmentSuggestionsItem'], 'rule'> & { rule: RuleGroup };
export type SegmentSuggestions = Omit<OfInsights['SegmentSuggestions'], 'items'> & {
  items: SegmentSuggestion[];
};

/** Words turned into a rule, and which of them were. */
export type WordsAnswer = OfInsights['WordsAnswer'];
/** The answer to a question about the data. */
export type Reply = OfInsights['Reply'];
export type CampaignReview = OfInsights['CampaignReview'];
export type CustomerSummary = OfInsights['CustomerSummary'];
export type PersonalMessage = OfInsights['PersonalMessage'];
export type EntrySuggestion = OfInsights['EntrySuggestion'];
export type EntrySuggestions = OfInsights['EntrySuggestions'];
export type MessageBrief = OfInsights['Brief'];
export type Tone = OfInsights['BriefTone'];
export type TextLength = OfInsights['BriefLength'];
export type MessageDraft = OfInsights['MessageDraft'];
export type MessageDrafts = OfInsights['MessageDrafts'];
export type SubjectLine = OfInsights['SubjectLine'];
export type SubjectLines = OfInsights['SubjectLines'];
/** Something to be said against a text. */
export type TextCheck = OfInsights['Check'];
export type AiSettings = OfInsights['AiSettings'];
export type AiSettingsDraft = OfInsights['AiSettingsDraft'];
