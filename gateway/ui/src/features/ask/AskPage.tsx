import { Link } from 'react-router';
import { AnsweredBy } from '@/components/AnsweredBy';
import { askAddress, AskBox } from '@/components/AskBox';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { ErrorState, Skeleton } from '@/components/states';
import type { Reply } from '@/lib/api/types';
import { formatRange } from '@/lib/range';
import { useFilters } from '@/lib/useFilters';
import { Answer } from './Answer';
import { useAnswer } from './api';
import { Named } from './CustomerName';

const examples = [
  'Which city grew most last quarter?',
  'How much did we sell last month compared with the month before?',
  'Top 5 categories by revenue this year',
  'New customers by week since June',
  'Who are our ten best customers?',
  'How many customers are in each group?',
  'Which campaign brought the most revenue this quarter?',
  'What is the open rate by channel in the last 30 days?',
];

export function AskPage() {
  const [{ q: question }] = useFilters(['q']);
  const answer = useAnswer(question.trim());
  return (
    <>
      <PageHeader
        title="Ask"
        subtitle="Questions about your customers, orders, messages and campaigns. Figures always come from the data, never from a model."
      />
      <AskBox question={question} busy={answer.isFetching} />
      <div aria-live="polite" aria-busy={answer.isFetching}>
        {question.trim() === '' ? (
          <Panel title="What can be asked">
            <Questions questions={examples} />
          </Panel>
        ) : answer.isPending ? (
          <Panel>
            <Skeleton rows={5} label="Looking for the answer" />
          </Panel>
        ) : answer.isError ? (
          <Panel>
            <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
          </Panel>
        ) : (
          <Answered reply={answer.data} />
        )}
      </div>
    </>
  );
}

function Answered({ reply }: { reply: Reply }) {
  const { answer, query, rows, definition, period, notUnderstood, suggestions } = reply;
  return (
    <>
      {answer === undefined ? (
        <Panel title="That was not understood">
          <p>An answer that leaves something out would be one to another question, so there is none.</p>
          <ul aria-label="Not understood">
            {notUnderstood.map((words, at) => (
              <li key={at}>
                <span className="mark-not-understood">{words}</span>
              </li>
            ))}
          </ul>
          <AnsweredBy origin={reply} />
        </Panel>
      ) : (
        <Panel title="Answer" note={period && formatRange(period)}>
          <p className="answer-words">
            {query === 'BEST_CUSTOMERS' ? <Named words={answer} ids={rows.map(([id = '']) => id)} /> : answer}
          </p>
          <Answer reply={reply} />
          {definition && (
            <p className="definition">
              <i className="bi bi-info-circle" aria-hidden="true" /> <strong>What was counted:</strong>{' '}
              {definition}
            </p>
          )}
          <AnsweredBy origin={reply} />
        </Panel>
      )}
      <Panel title={answer === undefined ? 'What can be asked' : 'Ask something else'}>
        <Questions questions={suggestions.length > 0 ? suggestions : examples} />
      </Panel>
    </>
  );
}

function Questions({ questions }: { questions: readonly string[] }) {
  return (
    <ul className="suggested-words" aria-label="Questions">
      {questions.map((question) => (
        <li key={question}>
          <Link to={askAddress(question)}>{question}</Link>
        </li>
      ))}
    </ul>
  );
}
