import { useState, type FormEvent, type ReactNode } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { FormProblemProvider, ProblemAlert, SelectField, TextField } from '@/components/forms';
import { RadioChoice } from '@/components/RadioChoice';
import type { Campaign, CampaignSchedule } from '@/lib/api/types';
import { useCampaignAction } from './api';
import { OutlookView } from './OutlookView';
import { messageWord, scheduleWords } from './words';

interface DialogProps {
  campaign: Campaign;
  onClose: () => void;
}

const platformZone = { value: 'PLATFORM', label: 'The business’s' };
const recipientZone = { value: 'RECIPIENT', label: 'Each recipient’s own' };

/** How many get it and why others do not, and then the launch. */
export function LaunchDialog({ campaign, onClose }: DialogProps) {
  const action = useCampaignAction(campaign.id);
  const [later, setLater] = useState<'now' | 'later'>('now');
  const [localAt, setLocalAt] = useState('');
  const [chosenZone, setZone] = useState<'PLATFORM' | 'RECIPIENT'>('PLATFORM');
  const isScheduled = campaign.mode === 'SCHEDULED' || later === 'later';
  // A winner is found among those who get it at one time.
  const isForAllAtOnce = campaign.winner !== undefined;
  const zone = isForAllAtOnce ? 'PLATFORM' : chosenZone;
  const body: CampaignSchedule | undefined = later === 'later' ? { localAt, zone } : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    action.mutate({ action: body ? 'schedule' : 'launch', body }, { onSuccess: onClose });
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
          <ProblemAlert problem={action.error} shown={body ? ['/schedule/localAt', '/schedule/zone'] : []} />
          <OutlookView campaignId={campaign.id} />
          <FormProblemProvider value={action.error}>
            {campaign.mode === 'ONE_OFF' && (
              <div className="stack mt-3">
                <RadioChoice
                  label="When"
                  options={[
                    { value: 'now', label: 'Now' },
                    { value: 'later', label: 'At a time' },
                  ]}
                  value={later}
                  onChange={setLater}
                />
                {later === 'later' && (
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
          <p className="mb-0 mt-3">{consequence(campaign, later === 'later')}</p>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="outline-secondary" onClick={onClose}>
            Not yet
          </Button>
          <Button type="submit" disabled={action.isPending || (body !== undefined && localAt === '')}>
            {action.isPending ? 'Launching…' : isScheduled ? 'Schedule' : 'Launch now'}
          </Button>
        </Modal.Footer>
      </form>
    </Modal>
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
        <OutlookView campaignId={campaign.id} />
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
              <OutlookView campaignId={campaign.id} />
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
