import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { ChangedMeanwhile, TheirVersion } from '@/components/ChangedMeanwhile';
import { FormProblemProvider, ProblemAlert } from '@/components/forms';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { SAVED, UnsavedChanges } from '@/components/UnsavedChanges';
import { Problem } from '@/lib/api/problem';
import type { Campaign, CampaignDraft } from '@/lib/api/types';
import { formatDateTime } from '@/lib/format';
import { useCan } from '@/lib/session';
import { useEdit } from '@/lib/useEdit';
import { browserZone } from '@/lib/zones';
import { saveCampaign, useCampaign, useDeliverySettings } from '../api';
import { canBeChanged } from '../states';
import { draftOf, formOf, lacksOf, partAt, pointerOf, type CampaignForm, type Part } from './campaignForm';
import { ExperimentSection } from './ExperimentSection';
import { GuardsSection } from './GuardsSection';
import { MessageSection, type ContentTools } from './MessageSection';
import { ReviewSection } from './ReviewSection';
import { StepRail } from './StepRail';
import { WhenSection } from './WhenSection';
import { WhoSection } from './WhoSection';

interface PageProps {
  tools?: ContentTools;
}

const campaigns = { to: '/campaigns', label: 'Campaigns' };

export function NewCampaignPage({ tools }: PageProps) {
  const [search] = useSearchParams();
  if (!useCan('write')) return <Refused title="New campaign" />;
  return <CampaignEditor segmentId={search.get('segment') ?? ''} tools={tools} />;
}

export function EditCampaignPage({ tools }: PageProps) {
  const { campaignId = '' } = useParams();
  const campaign = useCampaign(campaignId);
  if (!useCan('write')) return <Refused title="Edit campaign" />;
  if (campaign.data) return <CampaignEditor key={campaign.data.id} latest={campaign.data} tools={tools} />;
  return (
    <>
      <PageHeader title="Edit campaign" back={campaigns} />
      <Panel>
        {campaign.isError ? (
          <ErrorState error={campaign.error} onRetry={() => void campaign.refetch()} />
        ) : (
          <Skeleton label="Loading the campaign" />
        )}
      </Panel>
    </>
  );
}

function Refused({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} back={campaigns} />
      <Panel>
        <EmptyState icon="lock" title="You may look at campaigns, but not change them" />
      </Panel>
    </>
  );
}

function Launched({ campaign }: { campaign: Campaign }) {
  return (
    <>
      <PageHeader title="Edit campaign" back={{ to: `/campaigns/${campaign.id}`, label: campaign.name }} />
      <Panel>
        <EmptyState
          icon="rocket-takeoff"
          title="It is launched, so it stays as it is"
          action={
            <Link to={`/campaigns/${campaign.id}`} className="btn btn-outline-secondary">
              Back to the campaign
            </Link>
          }
        >
          Duplicate it to send something like it, or take the launch back while its time has not come.
        </EmptyState>
      </Panel>
    </>
  );
}

/** Where what was written can go when there is no draft left to save it in. */
function LaunchedMeanwhile({ busy, onCopy }: { busy: boolean; onCopy: () => void }) {
  return (
    <div className="notice notice-warn" role="alert">
      <div>
        <strong>It was launched meanwhile, so it stays as it was.</strong> What you wrote cannot be saved
        here; nothing of it is lost if you save it as another campaign.
      </div>
      <div className="notice-actions">
        <Button size="sm" disabled={busy} onClick={onCopy}>
          Save mine as a copy
        </Button>
      </div>
    </div>
  );
}

/** What each section shows of the campaign: faults there are its own. */
const sections: { id: string; label: string; pointers: string[] }[] = [
  { id: 'who', label: 'Who', pointers: ['/name', '/segmentId', '/channel'] },
  { id: 'message', label: 'Message', pointers: ['/content', '/variants/', '/followUps'] },
  { id: 'when', label: 'When', pointers: ['/mode', '/schedule', '/reentry'] },
  { id: 'experiment', label: 'Experiment', pointers: ['/winner', '/holdout', '/variants'] },
  { id: 'guards', label: 'Guards', pointers: ['/priority', '/guards'] },
];

interface CampaignEditorProps {
  latest?: Campaign;
  segmentId?: string;
  tools?: ContentTools;
}

function CampaignEditor({ latest, segmentId, tools }: CampaignEditorProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const settings = useDeliverySettings();
  const save = useMutation({
    mutationFn: ({ draft, base }: { draft: CampaignDraft; base?: Campaign }) => saveCampaign(draft, base),
    onError: (problem) => {
      if (problem instanceof Problem && (problem.status === 412 || problem.status === 409)) {
        void client.invalidateQueries({ queryKey: ['campaigns', latest?.id] });
      }
    },
  });
  const {
    base,
    edit: form,
    change,
    ...editing
  } = useEdit(latest, (campaign) => formOf(campaign, segmentId), save);
  const lacks = lacksOf(form);
  const [current, setCurrent] = useState(0);
  const part = partAt(form, current);
  const [previewFaults, setPreviewFaults] = useState(0);
  const faults = editing.problem instanceof Problem ? editing.problem.faults : [];
  const steps = sections.map(({ id, label, pointers }) => {
    const isHere = ({ pointer }: { pointer: string }) =>
      sections.find((section) => section.pointers.some((start) => pointer.startsWith(start)))?.id === id &&
      pointers.length > 0;
    const here = new Set([...lacks, ...faults].filter(isHere).map(({ pointer }) => pointer));
    return { id, label, faults: here.size + (id === 'message' ? previewFaults : 0) };
  });
  const rail = [
    ...steps,
    { id: 'review', label: 'Review', faults: steps.reduce((sum, step) => sum + step.faults, 0) },
  ];

  // What was written stays in sight, though it has no place here any more.
  const isLaunched = latest !== undefined && !canBeChanged(latest.state);
  if (isLaunched && !editing.isDirty && editing.mine === null) return <Launched campaign={latest} />;

  function store(ask?: 'launch') {
    put({ draft: draftOf(form), base }, ask);
  }

  function storeCopy() {
    put({ draft: draftOf({ ...form, name: `Copy of ${form.name}` }) });
  }

  function put(wanted: { draft: CampaignDraft; base?: Campaign }, ask?: 'launch') {
    save.mutate(wanted, {
      onSuccess: (stored) => {
        client.setQueryData(['campaigns', stored.id], stored);
        void client.invalidateQueries({ queryKey: ['campaigns', 'list'] });
        void navigate(`/campaigns/${stored.id}`, { state: { ...SAVED, ask } });
      },
    });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isLaunched) store();
  }

  const back = base ? { to: `/campaigns/${base.id}`, label: base.name } : campaigns;
  const onForm = (next: CampaignForm) => change(next);
  return (
    <form onSubmit={submit} noValidate>
      <UnsavedChanges when={editing.isDirty && !save.isSuccess} />
      <PageHeader
        title={base ? 'Edit campaign' : 'New campaign'}
        back={back}
        actions={
          <>
            <Link to={back.to} className="btn btn-outline-secondary">
              Cancel
            </Link>
            <Button type="submit" disabled={save.isPending || isLaunched}>
              {save.isPending ? 'Saving…' : 'Save draft'}
            </Button>
          </>
        }
      />
      <StepRail steps={rail} />
      <FormProblemProvider value={editing.problem}>
        <ProblemAlert
          problem={editing.problem}
          shown={faults.map(({ pointer }) => pointer).filter((pointer) => isShown(pointer, part))}
        />
        {isLaunched && <LaunchedMeanwhile busy={save.isPending} onCopy={storeCopy} />}
        {editing.isConflict && !isLaunched && (
          <ChangedMeanwhile
            what="this campaign"
            theirs={
              editing.theirs &&
              `On ${formatDateTime(editing.theirs.updatedAt)}${editing.theirs.changedBy ? `, by ${editing.theirs.changedBy}` : ''}.`
            }
            onKeep={editing.keepMine}
            onTake={editing.takeTheirs}
          />
        )}
        {editing.mine && <TheirVersion onBack={editing.backToMine} />}
        {base && base.state !== 'DRAFT' && !isLaunched && (
          <div className="notice" role="status">
            <span>
              {base.state === 'APPROVED'
                ? 'This campaign is approved as it is. Saving a change takes the approval away.'
                : 'Somebody is asked to approve this campaign as it is. Saving a change takes that back.'}
            </span>
          </div>
        )}
        <div className="editor-sections">
          <WhoSection form={form} onChange={change} />
          <MessageSection
            form={form}
            onForm={onForm}
            campaign={base}
            tools={tools}
            current={current}
            onCurrent={setCurrent}
            onFaults={setPreviewFaults}
          />
          <WhenSection
            form={form}
            onChange={change}
            platformZone={settings.data?.timeZone ?? browserZone()}
          />
          <ExperimentSection form={form} onForm={onForm} />
          <GuardsSection form={form} onChange={change} />
          <ReviewSection
            form={form}
            lacks={lacks}
            busy={save.isPending || isLaunched}
            needsApproval={settings.data?.approvalRequired ?? false}
            onLaunch={() => store('launch')}
          />
        </div>
      </FormProblemProvider>
    </form>
  );
}

/** Whether an input shows what is wrong there itself; of the messages, only one is looked at. */
function isShown(pointer: string, part: Part): boolean {
  const content = pointerOf(part);
  if (pointer.startsWith(`${content}/`)) {
    return ['/subject', '/preheader', '/html', '/text'].includes(pointer.slice(content.length));
  }
  if (part.kind === 'followUp' && pointer.startsWith(`/followUps/${part.at}/`)) {
    return pointer.endsWith('/after') || pointer.endsWith('/when');
  }
  return (
    [
      '/name',
      '/segmentId',
      '/holdout',
      '/priority',
      '/variants',
      '/winner/by',
      '/winner/after',
      '/winner/testShare',
      '/reentry/after',
    ].includes(pointer) ||
    /^\/variants\/\d+\/name$/.test(pointer) ||
    /^\/schedule\/(at|localAt|zone|cron|start|end)$/.test(pointer)
  );
}
