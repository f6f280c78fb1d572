import { Link } from 'react-router';
import { TextField } from '@/components/forms';
import { Panel } from '@/components/Panel';
import { RadioChoice } from '@/components/RadioChoice';
import { SegmentPicker } from '@/components/SegmentPicker';
import { isUnknown } from '@/lib/api/problem';
import type { Channel } from '@/lib/api/types';
import { formatNumber } from '@/lib/format';
import { useSegmentNow } from '../api';
import type { CampaignForm } from './campaignForm';

const channels: { value: Channel; label: string; icon: string }[] = [
  { value: 'EMAIL', label: 'E-mail', icon: 'envelope' },
  { value: 'SMS', label: 'SMS', icon: 'phone' },
];

interface WhoSectionProps {
  form: CampaignForm;
  onChange: (change: Partial<CampaignForm>) => void;
}

export function WhoSection({ form, onChange }: WhoSectionProps) {
  const segment = useSegmentNow(form.segmentId);
  return (
    <Panel id="who" title="Who" note="The people, and the way to them">
      <div className="form-grid">
        <TextField
          className="wide"
          label="Name"
          pointer="/name"
          required
          placeholder="Thank our big spenders"
          hint="Only you and your colleagues see it."
          value={form.name}
          onChange={(name) => onChange({ name })}
        />
        <SegmentPicker
          label="Segment"
          pointer="/segmentId"
          placeholder="Choose a segment"
          selected={
            form.segmentId
              ? (segment.data?.name ?? (segment.isError ? 'Unknown segment' : 'Loading…'))
              : undefined
          }
          onSelect={(chosen) => onChange({ segmentId: chosen?.id ?? '' })}
        />
        <RadioChoice
          label="Channel"
          options={channels}
          value={form.channel}
          onChange={(channel) => onChange({ channel })}
        />
      </div>
      {segment.isError && !segment.data && (
        <p className="audience" role="alert">
          {isUnknown(segment.error)
            ? 'That segment is not there any more. Choose another one.'
            : 'The segment could not be loaded, so nobody knows yet how many are in it.'}
        </p>
      )}
      {form.segmentId && segment.data && (
        <p className="audience" aria-live="polite">
          <strong>{formatNumber(segment.data.size)}</strong>{' '}
          {segment.data.size === 1 ? 'customer is' : 'customers are'} in{' '}
          <Link to={`/segments/${form.segmentId}`} target="_blank">
            {segment.data.name}
          </Link>{' '}
          now{segment.data.backfill ? ', and it is still being worked out' : ''}.
          {segment.data.ruleDescription && <small>{segment.data.ruleDescription}</small>}
        </p>
      )}
    </Panel>
  );
}
