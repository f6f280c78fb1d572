import { useState, type FormEvent, type ReactNode } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { FormProblemProvider, ProblemAlert, SelectField, TextField } from '@/components/forms';
import { RadioChoice } from '@/components/RadioChoice';
import { Problem } from '@/lib/api/problem';
import type { Campaign, CampaignSchedule } from '@/lib/api/types';
import { formatDateTime } from '@/lib/format';
import { useCampaignAction } from './api';
import { OutlookView } from './OutlookView';
import { canBeChanged } from './states';
import { messageWord, scheduleWords } from './words';

interface DialogProps {
  campaign: Campaign;
  onClose: () => void;
}

const platformZone = { value: 'PLATFORM', label: 'The business’s' };
const recipientZone = { value: 'RECIPIENT', label: 'Each recipient’s own' };

/** How many get it and why others do not, and then the launch. */
export function LaunchDialog({ campaign: latest, onClose }: DialogProps) {
  // What is launched is what was looked at, not what somebody has made of it meanwhile.
  const [campaign, setCampaign] = useState(latest);
  const action = useCampaignAction(campaign.id);
  const [time, setTime] = useState<'now' | 'later'>('now');
  const [localAt, setLocalAt] = useState('');
  const [chosenZone, setZone] = useState<'PLATFORM' | 'RECIPIENT'>('PLATFORM');
  const isLater = campaign.mode === 'ONE_OFF' && time === 'later';
  const isScheduled = campaign.mode === 'SCHEDULED' || isLater;
  // A winner is found among those who get it at one time.
  const isForAllAtOnce = campaign.winner !== undefined;
  const zone = isForAllAtOnce ? 'PLATFORM' : chosenZone;
  const body: CampaignSchedule | undefined = isLater ? { localAt, zone } : undefined;
  const isOutdated = action.error instanceof Problem && action.error.status === 412;

  function submit(event: FormEvent) {
    event.preventDefault();
    action.mutate(
      { action: body ? 'schedule' : 'launch', body, version: campaign.version },
      { onSuccess: onClose },
    );
  }

  function lookAgain() {
    if (!canBeChanged(latest.state)) return onClose();
    setCampaign(latest);
    action.reset();
  }

  return (
    <Modal show onHide={onClose} centered scrollable aria-labelledby="launch-campaign">
      <form onSubmit={submit} noValidate className="modal-form">
        <Modal.Header closeButton>
          <Modal.Title id="launch-campaign" as="h2">
            Launch “{campaign.name}”?
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {isOutdated ? (
            <Outdated latest={latest} looked={campaign.version} onLook={lookAgain} />
          ) : (
            <ProblemAlert
              problem={action.error}
              shown={body ? ['/schedule/localAt', '/schedule/zone'] : []}
            />
          )}
          <OutlookView campaign={campaign} />
          <FormProblemProvider value={action.error}>
            {campaign.mode === 'ONE_OFF' && (
              <div className="stack mt-3">
                <RadioChoice
                  label="When"
                  options={[
                    { value: 'now', label: 'Now' },
                    { value: 'later', label: 'At a time' },
                  ]}
                  value={time}
                  onChange={setTime}
                />
                {isLater && (
                  <div className="form-grid">
                    <TextField
                      label="Date and time"
                      pointer="/schedule/localAt"
                      type="datetime-local"
                      required
                      value={localAt}
                      onChange={setLocalAt}
                    />
                    <SelectField
                      label="Time zone"
                      pointer="/schedule/zone"
                      options={isForAllAtOnce ? [platformZone] : [platformZone, recipientZone]}
                      hint={
                        isForAllAtOnce
                          ? 'A winner is found first, so everybody gets it by the same clock.'
                          : undefined
                      }
                      value={zone}
                      onChange={(value) => setZone(value as typeof chosenZone)}
                    />
                  </div>
                )}
              </div>
            )}
          </FormProblemProvider>
          <p className="mb-0 mt-3">{consequence(campaign, isLater)}</p>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="outline-secondary" onClick={onClose}>
            Not yet
          </Button>
          <Button
            type="submit"
            disabled={action.isPending || isOutdated || (body !== undefined && localAt === '')}
          >
            {action.isPending ? 'Launching…' : isScheduled ? 'Schedule' : 'Launch now'}
          </Button>
        </Modal.Footer>
      </form>
    </Modal>
  );
}

interface OutdatedProps {
  latest: Campaign;
  /** The version that was looked at. */
  looked: number;
  onLook: () => void;
}

/** That somebody was quicker, which is seen before anything is launched. */
function Outdated({ latest, looked, onLook }: OutdatedProps) {
  const isKnown = latest.version !== looked;
  return (
    <div className="notice notice-warn" role="alert">
      <div>
        <strong>Somebody else changed this campaign since you opened this.</strong>{' '}
        {isKnown
          ? `On ${formatDateTime(latest.updatedAt)}${latest.changedBy ? `, by ${latest.changedBy}` : ''}. Nothing was launched by you.`
          : 'Looking at what it is now…'}
      </div>
      <div className="notice-actions">
        <Button size="sm" variant="outline-secondary" disabled={!isKnown} onClick={onLook}>
          Look again
        </Button>
      </div>
    </div>
  );
}

function consequence(campaign: Campaign, later: boolean): ReactNode {
  const message = messageWord[campaign.channel];
  if (later || campaign.mode === 'SCHEDULED') {
    const words = later ? '' : `${scheduleWords(campaign)}. `;
    return `${words}Whoever is in the segment then gets this ${message}, so the figures may be others by that time.`;
  }
  if (campaign.mode === 'LIVE') {
    return `They get this ${message} right away, and so does everybody who joins later, until ${campaign.schedule?.end ? 'its end' : 'you stop it'}.`;
  }
  return `They get this ${message} once. Whoever joins later does not.`;
}

/** Asks somebody else to approve it, with the same figures in view. */
export function SubmitDialog({ campaign, onClose }: DialogProps) {
  const action = useCampaignAction(campaign.id);
  return (
    <Modal show onHide={onClose} centered scrollable aria-labelledby="submit-campaign">
      <Modal.Header closeButton>
        <Modal.Title id="submit-campaign" as="h2">
          Ask for approval of “{campaign.name}”?
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <ProblemAlert problem={action.error} />
        <OutlookView campaign={campaign} />
        <p className="mb-0 mt-3">
          A manager looks at it, and approves it or says what should be otherwise. Whoever changes it
          meanwhile takes the question back.
        </p>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="outline-secondary" onClick={onClose}>
          Not yet
        </Button>
        <Button
          disabled={action.isPending}
          onClick={() => action.mutate({ action: 'submit' }, { onSuccess: onClose })}
        >
          Ask for approval
        </Button>
      </Modal.Footer>
    </Modal>
  );
}

interface DecideDialogProps extends DialogProps {
  decision: 'approve' | 'reject';
}

export function DecideDialog({ campaign, decision, onClose }: DecideDialogProps) {
  // What is approved is what was looked at, not what somebody has made of it meanwhile.
  const [version] = useState(campaign.version);
  const action = useCampaignAction(campaign.id);
  const [note, setNote] = useState('');
  const approves = decision === 'approve';

  function submit(event: FormEvent) {
    event.preventDefault();
    action.mutate(
      { action: decision, body: note.trim() ? { note: note.trim() } : {}, version },
      { onSuccess: onClose },
    );
  }

  return (
    <Modal show onHide={onClose} centered scrollable aria-labelledby="decide-campaign">
      <form onSubmit={submit} noValidate className="modal-form">
        <Modal.Header closeButton>
          <Modal.Title id="decide-campaign" as="h2">
            {approves ? `Approve “${campaign.name}”?` : `Send “${campaign.name}” back?`}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <FormProblemProvider value={action.error}>
            <ProblemAlert problem={action.error} shown={['/note']} />
            {approves ? (
              <OutlookView campaign={campaign} />
            ) : (
              <p>It becomes a draft again, with what you write here beside it.</p>
            )}
            <TextField
              className={approves ? 'mt-3' : ''}
              label={approves ? 'Note' : 'What should be otherwise'}
              pointer="/note"
              required={!approves}
              value={note}
              onChange={setNote}
            />
          </FormProblemProvider>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="outline-secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant={approves ? 'primary' : 'danger'}
            disabled={action.isPending || (!approves && note.trim() === '')}
          >
            {approves ? 'Approve' : 'Send back'}
          </Button>
        </Modal.Footer>
      </form>
    </Modal>
  );
}
