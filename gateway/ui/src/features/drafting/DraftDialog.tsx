import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { AnsweredBy } from '@/components/AnsweredBy';
import { BriefFields } from '@/components/BriefFields';
import { FormProblemProvider, ProblemAlert, SelectField, TextField } from '@/components/forms';
import { Skeleton } from '@/components/states';
import { TextChecks } from '@/components/TextChecks';
import type { Channel, MessageDraft, MessageDrafts, SubjectLine, TextLength, Tone } from '@/lib/api/types';
import { formatConstant, formatHour, plural } from '@/lib/format';
import { useDrafts, useSubjectLines } from './api';

/** What a draft puts into a message; what it does not name stays. */
export interface Inserted {
  subject?: string;
  body?: string;
}

interface DraftDialogProps {
  channel: Channel;
  /** Whose figures the draft may speak to; everybody's where it is not chosen yet. */
  segmentId?: string;
  /** What is there already, for subject lines that fit it. */
  current: Inserted;
  onInsert: (text: Inserted) => void;
  onClose: () => void;
}

const pointers = ['/goal', '/offer', '/tone', '/length', '/variants'];
const counts = [1, 2, 3, 4, 5].map((count) => ({ value: String(count), label: String(count) }));

/** Several drafts of a campaign's message to choose from; what is chosen is edited like any other text. */
export function DraftDialog({ channel, segmentId, current, onInsert, onClose }: DraftDialogProps) {
  const [goal, setGoal] = useState('');
  const [offer, setOffer] = useState('');
  const [tone, setTone] = useState<Tone>('FRIENDLY');
  const [length, setLength] = useState<TextLength>('SHORT');
  const [variants, setVariants] = useState('3');
  const drafts = useDrafts();
  const isMail = channel === 'EMAIL';

  function submit(event: FormEvent) {
    event.preventDefault();
    // It is shown from within the form of the campaign, which this is not to save.
    event.stopPropagation();
    if (drafts.isPending) return;
    drafts.mutate({
      channel,
      goal: goal.trim(),
      tone,
      length,
      variants: Number(variants),
      ...(offer.trim() ? { offer: offer.trim() } : {}),
      ...(segmentId ? { segmentId } : {}),
    });
  }

  return (
    <Modal show onHide={onClose} size="lg" centered scrollable aria-labelledby="draft-with-ai">
      <Modal.Header closeButton>
        <Modal.Title id="draft-with-ai" as="h2">
          Draft {isMail ? 'an e-mail' : 'a text message'}
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <form onSubmit={submit} noValidate>
          <FormProblemProvider value={drafts.error}>
            <ProblemAlert problem={drafts.error} shown={pointers} />
            <div className="form-grid form-grid-three">
              <TextField
                label="Goal"
                pointer="/goal"
                required
                className="wide"
                placeholder="Bring back customers who have not ordered for a while"
                value={goal}
                onChange={setGoal}
              />
              <TextField
                label="Offer"
                pointer="/offer"
                className="wide"
                placeholder="10% off shoes until Sunday"
                hint="No draft offers anything else. Left empty, it offers nothing."
                value={offer}
                onChange={setOffer}
              />
              <BriefFields tone={tone} length={length} onTone={setTone} onLength={setLength} />
              <SelectField
                label="Drafts"
                pointer="/variants"
                value={variants}
                options={counts}
                onChange={setVariants}
              />
            </div>
            <div className="form-actions mt-3">
              <Button
                type="submit"
                variant={drafts.data ? 'outline-secondary' : 'primary'}
                disabled={drafts.isPending || goal.trim() === ''}
              >
                {drafts.isPending ? 'Writing…' : drafts.data ? 'Write others' : 'Write drafts'}
              </Button>
            </div>
          </FormProblemProvider>
        </form>
        <div aria-live="polite" aria-busy={drafts.isPending}>
          {drafts.isPending ? (
            <Skeleton rows={6} label="Writing drafts" />
          ) : (
            drafts.data && <Drafts drafts={drafts.data} isMail={isMail} onInsert={onInsert} />
          )}
        </div>
        {isMail && !drafts.data && <MoreSubjects about={goal} current={current} onInsert={onInsert} />}
      </Modal.Body>
    </Modal>
  );
}

interface DraftsProps {
  drafts: MessageDrafts;
  isMail: boolean;
  onInsert: (text: Inserted) => void;
}

function Drafts({ drafts, isMail, onInsert }: DraftsProps) {
  const { variants, subjects, bestTime } = drafts;
  return (
    <>
      <ul className="drafts" aria-label="Drafts">
        {variants.map((draft, at) => (
          <Draft key={at} name={`Draft ${at + 1}`} draft={draft} onInsert={onInsert} />
        ))}
      </ul>
      {isMail && subjects.length > 0 && <Subjects subjects={subjects} onInsert={onInsert} />}
      {bestTime && (
        <p className="definition">
          <i className="bi bi-clock" aria-hidden="true" /> <strong>Best time to send:</strong>{' '}
          {bestTime.dayOfWeek ? `${formatConstant(bestTime.dayOfWeek)}, ` : ''}
          {formatHour(bestTime.hour)}. {bestTime.reason}
        </p>
      )}
      <AnsweredBy origin={drafts} />
    </>
  );
}

interface DraftProps {
  name: string;
  draft: MessageDraft;
  onInsert: (text: Inserted) => void;
}

function Draft({ name, draft, onInsert }: DraftProps) {
  const { subject, body, characters, smsParts, checks } = draft;
  const refused = checks.some(({ level }) => level === 'ERROR');
  return (
    <li className="draft" aria-label={name}>
      {subject && <p className="rendered-subject">{subject}</p>}
      <p className="draft-body">{body}</p>
      <TextChecks checks={checks} />
      <div className="drafted-foot">
        <small className="text-secondary">
          {plural(characters, 'character')}
          {smsParts !== undefined && `, sent as ${plural(smsParts, 'text message')}`}
        </small>
        <Button
          size="sm"
          variant={refused ? 'outline-secondary' : 'primary'}
          aria-label={`${refused ? 'Insert anyway' : 'Insert'}: ${name}`}
          onClick={() => onInsert({ body, ...(subject === undefined ? {} : { subject }) })}
        >
          {refused ? 'Insert anyway' : 'Insert'}
        </Button>
      </div>
    </li>
  );
}

interface SubjectsProps {
  subjects: readonly SubjectLine[];
  onInsert: (text: Inserted) => void;
}

function Subjects({ subjects, onInsert }: SubjectsProps) {
  return (
    <section aria-labelledby="subject-lines">
      <h3 id="subject-lines" className="next-time">
        Subject lines
      </h3>
      <ul className="subject-lines">
        {subjects.map(({ text, characters, idea, checks }) => (
          <li key={text}>
            <div>
              <span>{text}</span>
              <small>
                {idea} · {plural(characters, 'character')}
              </small>
              <TextChecks checks={checks} />
            </div>
            <Button
              size="sm"
              variant="outline-secondary"
              aria-label={`Use: ${text}`}
              onClick={() => onInsert({ subject: text })}
            >
              Use
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface MoreSubjectsProps {
  about: string;
  current: Inserted;
  onInsert: (text: Inserted) => void;
}

/** Subject lines by themselves, for a message that is written already. */
function MoreSubjects({ about, current, onInsert }: MoreSubjectsProps) {
  const lines = useSubjectLines();
  const topic = about.trim() || current.subject || '';
  const body = current.body?.trim() ?? '';
  if (topic === '' && body === '') return null;
  return (
    <div aria-live="polite" aria-busy={lines.isPending}>
      <ProblemAlert problem={lines.error} />
      {lines.data ? (
        <>
          <Subjects subjects={lines.data.subjects} onInsert={onInsert} />
          <AnsweredBy origin={lines.data} />
        </>
      ) : (
        <Button
          variant="link"
          className="px-0"
          disabled={lines.isPending}
          onClick={() =>
            lines.mutate({ ...(topic ? { about: topic } : {}), ...(body ? { body } : {}), count: 5 })
          }
        >
          {lines.isPending ? 'Writing subject lines…' : 'Only subject lines, for the message as it is'}
        </Button>
      )}
    </div>
  );
}
