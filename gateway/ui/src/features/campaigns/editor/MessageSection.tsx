import { useContext, useEffect, useEffectEvent, type KeyboardEvent, type ReactNode } from 'react';
import Button from 'react-bootstrap/Button';
import { FormProblem, FormProblemProvider, SelectField } from '@/components/forms';
import { LengthField } from '@/components/LengthField';
import { Panel } from '@/components/Panel';
import { Problem } from '@/lib/api/problem';
import type { Campaign, FollowUpCondition } from '@/lib/api/types';
import { formatPercent } from '@/lib/format';
import { useContentPreview } from '../api';
import {
  contentAt,
  contentDraftOf,
  EMPTY_CONTENT,
  partAt,
  partsOf,
  partWords,
  pointerOf,
  withContent,
  type CampaignForm,
  type ContentForm,
  type FollowUpForm,
  type Part,
} from './campaignForm';
import { ContentFields } from './ContentFields';
import { PreviewPane, usePreviewedCustomer } from './PreviewPane';

const FOLLOW_UPS_AT_MOST = 10;

/** What may fill in a content, such as a draft that is offered: beside the fields' heading. */
export type ContentTools = (
  content: ContentForm,
  onChange: (change: Partial<ContentForm>) => void,
  about: Pick<CampaignForm, 'channel' | 'segmentId'>,
) => ReactNode;

interface MessageSectionProps {
  form: CampaignForm;
  onForm: (form: CampaignForm) => void;
  /** As it is saved; absent before the first time. */
  campaign?: Campaign;
  tools?: ContentTools;
  /** The place of the part that is looked at. */
  current: number;
  onCurrent: (at: number) => void;
  /** Says how many faults the content that is looked at has, before anything is saved. */
  onFaults: (count: number) => void;
}

export function MessageSection(props: MessageSectionProps) {
  const { form, onForm, campaign, tools, current, onCurrent, onFaults } = props;
  const parts = partsOf(form);
  const at = Math.min(current, parts.length - 1);
  const part = partAt(form, current);
  const content = contentAt(form, part);
  const pointer = pointerOf(part);
  const [customer, setCustomer] = usePreviewedCustomer(form.segmentId);
  const preview = useContentPreview({
    channel: form.channel,
    campaignName: form.name.trim(),
    content: contentDraftOf(content, form),
    customerId: customer?.id,
  });
  const refused = useContext(FormProblem);
  const problem = joined(refused, preview.error, pointer);
  const previewed = preview.error instanceof Problem ? preview.error.faults.length : 0;
  const tell = useEffectEvent(onFaults);
  useEffect(() => tell(previewed), [previewed]);
  const set = (change: Partial<ContentForm>) => onForm(withContent(form, part, change));

  function addFollowUp() {
    const added: FollowUpForm = { after: 'P3D', condition: defaultCondition(form), content: EMPTY_CONTENT };
    onForm({ ...form, followUps: [...form.followUps, added] });
    onCurrent(parts.length);
  }

  return (
    <Panel
      id="message"
      title="Message"
      note="Variables are filled in for each customer"
      actions={
        <Button
          variant="outline-secondary"
          size="sm"
          disabled={form.followUps.length >= FOLLOW_UPS_AT_MOST}
          onClick={addFollowUp}
        >
          <i className="bi bi-plus-lg me-1" aria-hidden="true" /> Add follow-up
        </Button>
      }
    >
      {parts.length > 1 && (
        <PartTabs parts={parts} form={form} problem={refused} current={at} onSelect={onCurrent} />
      )}
      <div
        className="message-columns"
        role={parts.length > 1 ? 'tabpanel' : undefined}
        {...labelOf(parts, at)}
      >
        <FormProblemProvider value={problem}>
          <div className="message-fields">
            {part.kind === 'followUp' && (
              <FollowUpFields
                form={form}
                at={part.at}
                onForm={onForm}
                onRemove={() => {
                  onForm({ ...form, followUps: form.followUps.filter((_, index) => index !== part.at) });
                  onCurrent(at - 1);
                }}
              />
            )}
            {tools && <div className="content-tools">{tools(content, set, form)}</div>}
            <ContentFields
              key={pointer}
              channel={form.channel}
              pointer={pointer}
              content={content}
              onChange={set}
            />
          </div>
        </FormProblemProvider>
        <PreviewPane
          channel={form.channel}
          preview={preview}
          customer={customer}
          onCustomer={setCustomer}
          test={{ campaign, part, form }}
        />
      </div>
    </Panel>
  );
}

const tabId = (at: number) => `message-part-${at}`;
const labelOf = (parts: Part[], at: number) => (parts.length > 1 ? { 'aria-labelledby': tabId(at) } : {});

function defaultCondition({ channel }: CampaignForm): FollowUpCondition {
  return channel === 'EMAIL' ? 'NOT_OPENED' : 'STILL_IN_SEGMENT';
}

/**
 * What the last attempt to save and the preview object to, by the pointers of the campaign. The preview knows only one
 * content, and what it says is newer.
 */
function joined(refused: unknown, previewed: unknown, pointer: string): unknown {
  const isOfContent = previewed instanceof Problem && previewed.status === 422;
  if (!isOfContent) return refused;
  const errors = previewed.faults
    .filter((fault) => fault.pointer.startsWith('/content'))
    .map((fault) => ({ ...fault, pointer: pointer + fault.pointer.slice('/content'.length) }));
  const others =
    refused instanceof Problem ? refused.faults.filter((fault) => !fault.pointer.startsWith(pointer)) : [];
  return new Problem(422, { errors: [...others, ...errors] });
}

interface PartTabsProps {
  parts: Part[];
  form: CampaignForm;
  problem: unknown;
  current: number;
  onSelect: (at: number) => void;
}

function PartTabs({ parts, form, problem, current, onSelect }: PartTabsProps) {
  const faults = problem instanceof Problem ? problem.faults : [];

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (current + step + parts.length) % parts.length;
    onSelect(next);
    document.getElementById(tabId(next))?.focus();
  }

  return (
    <div className="part-tabs" role="tablist" aria-label="Messages of this campaign">
      {parts.map((part, at) => {
        // When a follow-up is sent stands in its tab, too.
        const start = part.kind === 'followUp' ? `/followUps/${part.at}/` : `${pointerOf(part)}/`;
        const isFaulty = faults.some(({ pointer }) => `${pointer}/`.startsWith(start));
        return (
          <button
            key={pointerOf(part)}
            id={tabId(at)}
            type="button"
            role="tab"
            aria-selected={at === current}
            tabIndex={at === current ? 0 : -1}
            onClick={() => onSelect(at)}
            onKeyDown={onKeyDown}
          >
            {part.kind === 'message' ? 'Message' : partWords(part)}
            {part.kind === 'variant' && <small>{formatPercent(form.variants[part.at]?.share ?? 0)}</small>}
            {isFaulty && (
              <i
                className="bi bi-exclamation-circle-fill"
                role="img"
                aria-label="Something is not right there"
              />
            )}
          </button>
        );
      })}
    </div>
  );
}

interface FollowUpFieldsProps {
  form: CampaignForm;
  at: number;
  onForm: (form: CampaignForm) => void;
  onRemove: () => void;
}

function FollowUpFields({ form, at, onForm, onRemove }: FollowUpFieldsProps) {
  const followUp = form.followUps[at];
  if (!followUp) return null;
  const set = (part: Partial<FollowUpForm>) =>
    onForm({
      ...form,
      followUps: form.followUps.map((other, index) => (index === at ? { ...other, ...part } : other)),
    });
  const conditions: { value: FollowUpCondition; label: string }[] = [
    { value: 'ALWAYS', label: 'In any case' },
    ...(form.channel === 'EMAIL' || followUp.condition === 'NOT_OPENED'
      ? ([{ value: 'NOT_OPENED', label: 'If they have not opened the one before' }] as const)
      : []),
    { value: 'NOT_CLICKED', label: 'If they have not clicked in the one before' },
    { value: 'STILL_IN_SEGMENT', label: 'If they are still in the segment' },
  ];
  return (
    <div className="follow-up">
      <LengthField
        label={
          at === 0 && form.variants.length === 0 ? 'Wait after the message' : 'Wait after the one before'
        }
        pointer={`/followUps/${at}/after`}
        required
        units={['MIN', 'H', 'D', 'W']}
        value={followUp.after}
        onChange={(after) => set({ after })}
      />
      <SelectField
        label="Then send it"
        pointer={`/followUps/${at}/when`}
        options={conditions}
        value={followUp.condition}
        onChange={(condition) => set({ condition: condition as FollowUpCondition })}
      />
      <Button variant="outline-secondary" onClick={onRemove} aria-label={`Remove follow-up ${at + 1}`}>
        <i className="bi bi-trash" aria-hidden="true" />
      </Button>
    </div>
  );
}
