import Button from 'react-bootstrap/Button';
import { Facts } from '@/components/Facts';
import { Panel } from '@/components/Panel';
import { formatPercent, plural } from '@/lib/format';
import { lengthWords } from '@/lib/length';
import { useCan } from '@/lib/session';
import { useSegmentNow } from '../api';
import { channelWord, conditionWord, scheduleWords } from '../words';
import { draftOf, variantKey, type CampaignForm, type Lack } from './campaignForm';

interface ReviewSectionProps {
  form: CampaignForm;
  lacks: Lack[];
  busy: boolean;
  /** Whether launching needs somebody else's approval. */
  needsApproval: boolean;
  onLaunch: () => void;
}

/** What it will do, in words, and what is still missing. */
export function ReviewSection({ form, lacks, busy, needsApproval, onLaunch }: ReviewSectionProps) {
  const segment = useSegmentNow(form.segmentId);
  const canLaunch = useCan('launch');
  const asks = needsApproval || !canLaunch;
  const { mode, schedule, reentry } = draftOf(form);
  return (
    <Panel id="review" title="Review" note="What it will do">
      <Facts
        items={[
          [
            'Who',
            form.segmentId && segment.data
              ? `${plural(segment.data.size, 'customer')} in “${segment.data.name}” now, by ${channelWord[form.channel].replace('E-', 'e-')}`
              : undefined,
          ],
          ['When', mode && `${scheduleWords({ mode, schedule, reentry })}.`],
          ['Experiment', experimentWords(form)],
          [
            'Follow-ups',
            form.followUps.length === 0 ? undefined : (
              <ol className="follow-up-list">
                {form.followUps.map(({ after, condition }, at) => (
                  <li key={at}>
                    {after ? lengthWords(after) : '…'} later, {conditionWord[condition]}
                  </li>
                ))}
              </ol>
            ),
          ],
          [
            'Guards',
            [
              'Consent and suppressions hold',
              form.ignoreCaps ? 'frequency caps are ignored' : 'so do frequency caps',
              form.ignoreQuietHours ? 'quiet hours are ignored' : 'and quiet hours',
            ].join(', '),
          ],
        ]}
      />
      {lacks.length > 0 && (
        <div className="lacks">
          <p>Before it can be launched:</p>
          <ul>
            {lacks.map(({ pointer, detail }) => (
              <li key={pointer}>{detail}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="form-actions">
        <Button
          disabled={busy || lacks.length > 0}
          title={lacks.length > 0 ? 'Something is still missing' : undefined}
          onClick={onLaunch}
        >
          {asks ? 'Save and ask for approval…' : 'Save and launch…'}
        </Button>
      </div>
    </Panel>
  );
}

function experimentWords(form: CampaignForm): string | undefined {
  const { variants, holdout } = form;
  // As it is saved, which not every winner that was once chosen is.
  const { winner } = draftOf(form);
  const parts = [
    variants.length > 0 &&
      `${variants.map(({ share }, at) => `${variantKey(at)} ${formatPercent(share)}`).join(', ')}${
        winner
          ? `; ${formatPercent(winner.testShare ?? 0)} try them, and after ${lengthWords(winner.after ?? '')} the rest get the one that is ${winner.by === 'OPENS' ? 'opened' : 'clicked'} most`
          : ''
      }`,
    holdout > 0 && `${formatPercent(holdout)} get nothing, to compare with`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join('. ')}.` : undefined;
}
