import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { CustomerPicker } from '@/components/CustomerPicker';
import { FormProblemProvider, ProblemAlert, SelectField, TextField } from '@/components/forms';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import type { Campaign, CampaignMode, Channel, Customer } from '@/lib/api/types';
import { formatNumber } from '@/lib/format';
import { renderFor, saveCampaign, useCampaign, useSegmentOptions } from './api';
import { draftOf, formOf, type CampaignForm } from './campaignDraft';
import { ContentFields } from './ContentFields';
import { Rendered } from './Rendered';

export function NewCampaignPage() {
  const [search] = useSearchParams();
  return <CampaignEditor segmentId={search.get('segment') ?? ''} />;
}

export function EditCampaignPage() {
  const { campaignId = '' } = useParams();
  const campaign = useCampaign(campaignId, false);
  if (campaign.data) return <CampaignEditor key={campaign.data.id} campaign={campaign.data} segmentId="" />;
  return (
    <>
      <PageHeader title="Edit campaign" back={{ to: '/campaigns', label: 'Campaigns' }} />
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

const shown = ['/name', '/segmentId', '/content/subject', '/content/html', '/content/text'];

const channels: { value: Channel; label: string }[] = [
  { value: 'EMAIL', label: 'E-mail' },
  { value: 'SMS', label: 'SMS' },
];
const modes: { value: CampaignMode; label: string }[] = [
  { value: 'LIVE', label: 'Live' },
  { value: 'ONE_OFF', label: 'One-off' },
];

interface CampaignEditorProps {
  campaign?: Campaign;
  segmentId: string;
}

function CampaignEditor({ campaign, segmentId }: CampaignEditorProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const segments = useSegmentOptions();
  // The campaign as last saved here: previewing saves first, and the next save must build on that.
  const [saved, setSaved] = useState(campaign);
  const [form, setForm] = useState<CampaignForm>(() => formOf(campaign, segmentId));
  const [customer, setCustomer] = useState<Customer | null>(null);
  const set = (change: Partial<CampaignForm>) => setForm((before) => ({ ...before, ...change }));

  const store = async () => {
    const stored = await saveCampaign(draftOf(form), saved);
    setSaved(stored);
    client.setQueryData(['campaigns', stored.id], stored);
    void client.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    return stored;
  };
  const save = useMutation({ mutationFn: store });
  const preview = useMutation({
    mutationFn: async (customerId: string) => renderFor((await save.mutateAsync()).id, customerId),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: (stored) => void navigate(`/campaigns/${stored.id}`) });
  }

  const options = (segments.data?.items ?? []).filter((segment) => segment.state === 'ACTIVE');
  const back = campaign
    ? { to: `/campaigns/${campaign.id}`, label: campaign.name }
    : { to: '/campaigns', label: 'Campaigns' };

  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title={campaign ? 'Edit campaign' : 'New campaign'}
        back={back}
        actions={
          <>
            <Link to={back.to} className="btn btn-outline-secondary">
              Cancel
            </Link>
            <Button type="submit" disabled={save.isPending}>
              {save.isPending ? 'Saving…' : 'Save draft'}
            </Button>
          </>
        }
      />
      <FormProblemProvider value={save.error}>
        <ProblemAlert problem={save.error} shown={shown} />
        <div className="editor">
          <div>
            <Panel title="Who gets it, and how">
              <div className="form-grid">
                <TextField
                  label="Name"
                  pointer="/name"
                  required
                  placeholder="Thank our big spenders"
                  value={form.name}
                  onChange={(name) => set({ name })}
                />
                <SelectField
                  label="Segment"
                  pointer="/segmentId"
                  required
                  value={form.segmentId}
                  onChange={(chosen) => set({ segmentId: chosen })}
                  options={[
                    { value: '', label: segments.isPending ? 'Loading…' : 'Choose a segment' },
                    ...options.map((segment) => ({
                      value: segment.id,
                      label: `${segment.name} (${formatNumber(segment.size)})`,
                    })),
                  ]}
                />
                <Choice
                  label="Channel"
                  options={channels}
                  value={form.channel}
                  onChange={(channel) => set({ channel })}
                />
                <Choice label="Mode" options={modes} value={form.mode} onChange={(mode) => set({ mode })} />
              </div>
              <p className="form-text mb-0 mt-3">
                {form.mode === 'LIVE'
                  ? 'Live: everybody in the segment gets it, and so does everybody who joins, the moment they join. Nobody gets it twice.'
                  : 'One-off: everybody who is in the segment at launch gets it, once.'}
              </p>
            </Panel>
            <Panel title="Message">
              <ContentFields form={form} onChange={set} />
            </Panel>
          </div>
          <div className="editor-preview">
            <Panel title="Preview" note="As one of your customers gets it">
              <CustomerPicker
                label="Customer"
                labelHidden
                placeholder="Choose a customer"
                selected={customer}
                onSelect={setCustomer}
              />
              <Button
                variant="outline-secondary"
                className="w-100 my-3"
                disabled={customer === null || preview.isPending}
                onClick={() => customer && preview.mutate(customer.id)}
              >
                {preview.isPending ? 'Rendering…' : 'Save and preview'}
              </Button>
              {preview.data ? (
                <Rendered message={preview.data} />
              ) : preview.isError && !save.isError ? (
                <ErrorState error={preview.error} />
              ) : (
                <EmptyState icon="eye" title="See it before anyone else" />
              )}
            </Panel>
          </div>
        </div>
      </FormProblemProvider>
    </form>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  options: { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="field">
      <legend className="form-label">{label}</legend>
      <div className="segmented">
        {options.map((option) => (
          <label key={option.value} className="segmented-radio">
            <input
              type="radio"
              name={label}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
