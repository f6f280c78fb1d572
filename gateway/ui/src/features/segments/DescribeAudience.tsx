import { useId, useState } from 'react';
import Button from 'react-bootstrap/Button';
import { AnsweredBy, isByModel } from '@/components/AnsweredBy';
import { FormProblemProvider, ProblemAlert } from '@/components/forms';
import { MarkedText, type Mark } from '@/components/MarkedText';
import { Panel } from '@/components/Panel';
import { Skeleton } from '@/components/states';
import type { RuleGroup, WordsAnswer } from '@/lib/api/types';
import { formatNumber, fullName, plural } from '@/lib/format';
import { estimateWords } from './words';
import { useWordsToRule, type Words } from './wordsApi';

const examples = [
  'in Pune or Mumbai who spent more than 5,000 in the last 90 days',
  'ordered at least twice but not in the last 30 days',
  'have opened no mail',
  'birthday in the next two weeks',
];

const AT_MOST = 2_000;

interface DescribeAudienceProps {
  /** Whether there are conditions that the new ones could be added to. */
  canAdd: boolean;
  onUse: (rule: RuleGroup) => void;
  onAdd: (rule: RuleGroup) => void;
}

/** An audience in one's own words. What comes of it is shown first, and part of the segment only once it is accepted. */
export function DescribeAudience({ canAdd, onUse, onAdd }: DescribeAudienceProps) {
  const [text, setText] = useState('');
  const words = useWordsToRule();
  const id = useId();
  const ask = (asked: Words) => {
    if (asked.text.trim() !== '' && !words.isPending) words.mutate({ ...asked, text: asked.text.trim() });
  };
  const accept = (take: (rule: RuleGroup) => void) => (rule: RuleGroup) => {
    take(rule);
    setText('');
    words.reset();
  };
  return (
    <Panel
      title="Describe your audience in words"
      note="You see what was understood, and what was not, before anything is used"
    >
      <label htmlFor={id} className="visually-hidden">
        Your audience in words
      </label>
      <div className="describe-box">
        <textarea
          id={id}
          className="form-control"
          rows={2}
          maxLength={AT_MOST}
          placeholder="Customers in Pune or Mumbai who spent more than 5,000 in the last 90 days but haven’t ordered for a month"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            // It is in the form of the segment, which this is not to save.
            event.preventDefault();
            ask({ text });
          }}
        />
        <Button disabled={text.trim() === '' || words.isPending} onClick={() => ask({ text })}>
          {words.isPending ? 'Reading…' : 'Turn into conditions'}
        </Button>
      </div>
      {!words.data && !words.isPending && !words.error && (
        <ul className="suggested-words mt-3" aria-label="For example">
          {examples.map((example) => (
            <li key={example}>
              <button type="button" onClick={() => setText(example)}>
                {example}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div aria-live="polite" aria-busy={words.isPending}>
        {words.isPending && <Skeleton rows={3} label="Reading your words" />}
        {words.error && (
          <div className="mt-3">
            <FormProblemProvider value={words.error}>
              <ProblemAlert problem={words.error} />
            </FormProblemProvider>
          </div>
        )}
        {words.data && (
          <Understood
            answer={words.data}
            stale={text.trim() !== words.variables.text}
            canAdd={canAdd}
            onUse={accept(onUse)}
            onAdd={accept(onAdd)}
            onDiscard={() => words.reset()}
            onWithoutModel={() => ask({ text, engine: 'RULES_ENGINE' })}
          />
        )}
      </div>
    </Panel>
  );
}

const marksOf = ({ understood, notUnderstood }: WordsAnswer): Mark[] => [
  ...notUnderstood.map(({ start, end, reason }) => ({
    from: start,
    to: end,
    kind: 'not-understood' as const,
    meaning: reason,
  })),
  ...understood.map(({ start, end, meaning }) => ({
    from: start,
    to: end,
    kind: 'understood' as const,
    meaning,
  })),
];

interface UnderstoodProps extends DescribeAudienceProps {
  answer: WordsAnswer;
  /** The text was changed since. */
  stale: boolean;
  onDiscard: () => void;
  onWithoutModel: () => void;
}

function Understood(props: UnderstoodProps) {
  const { answer, stale, canAdd, onUse, onAdd, onDiscard, onWithoutModel } = props;
  const { rule, description, audience, understood, notUnderstood, complete } = answer;
  return (
    <div className={`understood ${stale ? 'is-stale' : ''}`}>
      <MarkedText text={answer.text} marks={marksOf(answer)} />
      {notUnderstood.length > 0 && (
        <div className="notice notice-warn mb-0" role="group" aria-label="Not understood">
          <div>
            <strong>
              {rule
                ? `${notUnderstood.length === 1 ? 'One part was' : `${formatNumber(notUnderstood.length)} parts were`} not understood, and the conditions leave it out.`
                : 'Nothing of this could be turned into conditions.'}
            </strong>
            <ul className="not-understood">
              {notUnderstood.map(({ text, start, reason }) => (
                <li key={start}>
                  <q>{text}</q> – {reason}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {rule && description && (
        <>
          <p className="rule-words mb-0">{description}</p>
          {audience && <Matching audience={audience} />}
        </>
      )}
      {understood.length > 0 && (
        <details className="how mt-0">
          <summary>What each part was taken for</summary>
          <dl className="meanings">
            {understood.map(({ text, start, meaning }) => (
              <div key={start}>
                <dt>{text}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <AnsweredBy origin={answer} />
      <div className="form-actions mt-0 justify-content-start">
        {rule && (
          <Button disabled={stale} onClick={() => onUse(rule)}>
            {complete ? 'Use these conditions' : 'Use what was understood'}
          </Button>
        )}
        {rule && canAdd && (
          <Button variant="outline-secondary" disabled={stale} onClick={() => onAdd(rule)}>
            Add to the conditions below
          </Button>
        )}
        {isByModel(answer) && (
          <Button variant="link" disabled={stale} onClick={onWithoutModel}>
            Read it without the model
          </Button>
        )}
        <Button variant="link" onClick={onDiscard}>
          Discard
        </Button>
      </div>
    </div>
  );
}

function Matching({ audience }: { audience: NonNullable<WordsAnswer['audience']> }) {
  const { count, exact, of, sample } = audience;
  const estimate = exact ? null : estimateWords(audience);
  return (
    <div className="matching">
      <p>
        <strong data-testid="words-count">
          {estimate ? `about ${estimate.about}` : formatNumber(count)}
        </strong>{' '}
        {count === 1 ? 'customer matches' : 'customers match'} now, of {formatNumber(of)}
        {estimate && ` (between ${estimate.between})`}
      </p>
      {sample.length > 0 && (
        <ul className="suggested-words" aria-label="Some of them">
          {sample.slice(0, 6).map((customer) => (
            <li key={customer.customerId}>
              {/* In another tab: what is being built would be lost with this page. */}
              <a href={`/customers/${customer.customerId}`} target="_blank" rel="noreferrer">
                {fullName(customer)}
                <small>
                  {' '}
                  {[customer.city, plural(customer.orders, 'order')].filter(Boolean).join(' · ')}
                </small>
                <span className="visually-hidden"> (opens in a new tab)</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
