import { useMemo, useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { FormProblemProvider, ProblemAlert, TextField } from '@/components/forms';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { SAVED, UnsavedChanges } from '@/components/UnsavedChanges';
import { Problem } from '@/lib/api/problem';
import type { RuleGroup, Segment } from '@/lib/api/types';
import { useDebounced } from '@/lib/hooks';
import { useCan } from '@/lib/session';
import { useCheck, usePreview, useRuleFields, useSaveSegment, useSegment, type ConditionCount } from './api';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { DescribeAudience } from './DescribeAudience';
import { PreviewPanel } from './PreviewPanel';
import {
  bothOf,
  conditionAt,
  emptyQuery,
  keyOf,
  toQuery,
  toRule,
  unfinished,
  type BuilderField,
} from './rule';
import { RuleBuilder } from './RuleBuilder';
import { RuleWords } from './RuleWords';

export function NewSegmentPage() {
  const fields = useRuleFields();
  // What a page that leads here has suggested; part of nothing until it is saved.
  const { draft } = (useLocation().state ?? {}) as { draft?: Suggested };
  if (!useCan('write')) return <ReadOnly title="New segment" />;
  if (!fields.data) return <Waiting title="New segment" query={fields} />;
  return <SegmentBuilder fields={fields.data} suggested={draft} />;
}

export function EditSegmentPage() {
  const { segmentId = '' } = useParams();
  const fields = useRuleFields();
  const segment = useSegment(segmentId);
  if (!useCan('write')) return <ReadOnly title="Edit segment" />;
  if (!segment.data) return <Waiting title="Edit segment" query={segment} />;
  if (!fields.data) return <Waiting title="Edit segment" query={fields} />;
  return <SegmentBuilder key={segment.data.id} fields={fields.data} latest={segment.data} />;
}

function ReadOnly({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} back={{ to: '/segments', label: 'Segments' }} />
      <Panel>
        <EmptyState icon="lock" title="You may look at segments, but not change them" />
      </Panel>
    </>
  );
}

interface WaitingProps {
  title: string;
  query: { isError: boolean; error: unknown; refetch: () => unknown };
}

function Waiting({ title, query }: WaitingProps) {
  return (
    <>
      <PageHeader title={title} back={{ to: '/segments', label: 'Segments' }} />
      <Panel>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton label="Loading the rule builder" />
        )}
      </Panel>
    </>
  );
}

/** The faults of a problem that conditions of the rule it is about show themselves. */
function faultsOf(problem: unknown, rule: RuleGroup | null | undefined) {
  const shown: string[] = [];
  const byCondition = new Map<string, string>();
  for (const { pointer, detail } of problem instanceof Problem ? problem.faults : []) {
    const key = rule ? conditionAt(rule, pointer) : undefined;
    if (key === undefined) continue;
    shown.push(pointer);
    byCondition.set(key, [byCondition.get(key), detail].filter(Boolean).join(' '));
  }
  return { shown, byCondition };
}

/** What a new segment may begin with. */
export type Suggested = Pick<Segment, 'name' | 'rule'>;

interface SegmentBuilderProps {
  fields: BuilderField[];
  suggested?: Suggested;
  /** As it is saved now, which may be later than what this edit started from. */
  latest?: Segment;
}

interface Edit {
  name: string;
  description: string;
  query: ReturnType<typeof toQuery>;
}

const editOf = (segment: Segment, fields: readonly BuilderField[]): Edit => ({
  name: segment.name,
  description: segment.description ?? '',
  query: toQuery(segment.rule, fields),
});

/** What can be lost; the builder's own marks of its rules and groups cannot. */
const contentOf = (edit: Edit) =>
  JSON.stringify([edit.name, edit.description, edit.query], (key, value: unknown) =>
    key === 'id' ? undefined : value,
  );

const asks = ({ name, description, rule }: Segment) => JSON.stringify([name, description ?? '', keyOf(rule)]);

function SegmentBuilder({ fields, suggested, latest }: SegmentBuilderProps) {
  const navigate = useNavigate();
  // What the edit started from: its version is the one to be replaced.
  const [base, setBase] = useState(latest);
  const [edit, setEdit] = useState(() =>
    latest
      ? editOf(latest, fields)
      : {
          name: suggested?.name ?? '',
          description: '',
          query: suggested ? toQuery(suggested.rule, fields) : emptyQuery(fields),
        },
  );
  const [started, setStarted] = useState(edit);
  // The conditions that words took the place of, for the way back.
  const [replaced, setReplaced] = useState<Edit['query'] | null>(null);
  const [mine, setMine] = useState<Edit | null>(null);
  const { name, description, query } = edit;
  const change = (part: Partial<Edit>) => setEdit((current) => ({ ...current, ...part }));

  const missing = unfinished(query, fields);
  const rule = useMemo(
    () => (unfinished(query, fields) === 0 ? toRule(query, fields) : null),
    [query, fields],
  );
  const settled = useDebounced(rule, 300);
  const asked = missing === 0 ? settled : null;
  const preview = usePreview(asked, base?.id);
  const check = useCheck(asked);
  const save = useSaveSegment(base);

  // Saving makes it later, too, until this page is left.
  const isOurs = save.isPending || save.isSuccess;
  const changed = base && latest && latest.version > base.version && !isOurs ? latest : undefined;
  // What nobody can edit, such as how far a backfill is, is nothing to ask about.
  if (base && changed && asks(changed) === asks(base)) setBase(changed);
  const isStale = save.error instanceof Problem && save.error.status === 412;
  const saveProblem = isStale ? null : save.error;

  const refused = useMemo(() => faultsOf(save.error, save.variables?.rule), [save.error, save.variables]);
  const doubted = useMemo(
    () => faultsOf(preview.error ?? check.error, settled),
    [preview.error, check.error, settled],
  );
  const faults = useMemo(() => new Map([...refused.byCondition, ...doubted.byCondition]), [refused, doubted]);

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(
      {
        name: name.trim(),
        ...(description.trim() ? { description: description.trim() } : {}),
        rule: toRule(query, fields),
      },
      { onSuccess: (saved) => void navigate(`/segments/${saved.id}`, { state: SAVED }) },
    );
  }

  const back = base
    ? { to: `/segments/${base.id}`, label: base.name }
    : { to: '/segments', label: 'Segments' };

  return (
    <>
      <UnsavedChanges when={mine !== null || contentOf(edit) !== contentOf(started)} />
      <form onSubmit={submit} noValidate>
        <PageHeader
          title={base ? 'Edit segment' : 'New segment'}
          back={back}
          subtitle="People join the moment they match, and leave when they stop matching."
          actions={
            <>
              <Link to={back.to} className="btn btn-outline-secondary">
                Cancel
              </Link>
              <Button type="submit" disabled={save.isPending || missing > 0}>
                {save.isPending ? 'Saving…' : 'Save segment'}
              </Button>
            </>
          }
        />
        <FormProblemProvider value={saveProblem}>
          <ProblemAlert problem={saveProblem} shown={['/name', '/description', ...refused.shown]} />
          {(changed ?? isStale) && (
            <ChangedMeanwhile
              theirs={changed}
              onKeep={() => {
                setBase(changed);
                save.reset();
              }}
              onTake={() => {
                if (!changed) return;
                const theirs = editOf(changed, fields);
                setMine(edit);
                setEdit(theirs);
                setStarted(theirs);
                setBase(changed);
                save.reset();
              }}
            />
          )}
          {mine && (
            <div className="notice" role="status">
              <span>This is their version. Yours is kept until you leave this page.</span>
              <Button
                size="sm"
                variant="outline-secondary"
                onClick={() => {
                  setEdit(mine);
                  setMine(null);
                }}
              >
                Back to mine
              </Button>
            </div>
          )}
          <Panel>
            <div className="form-grid">
              <TextField
                label="Name"
                pointer="/name"
                required
                placeholder="Big spenders in Pune"
                value={name}
                onChange={(text) => change({ name: text })}
              />
              <TextField
                label="Description"
                pointer="/description"
                placeholder="What this audience is for"
                value={description}
                onChange={(text) => change({ description: text })}
              />
            </div>
          </Panel>
          <DescribeAudience
            canAdd={missing === 0}
            onUse={(described) => {
              setReplaced(query);
              change({ query: toQuery(described, fields) });
            }}
            onAdd={(described) => {
              setReplaced(query);
              change({ query: toQuery(bothOf(toRule(query, fields), described), fields) });
            }}
          />
          {replaced && (
            <div className="notice mt-3 mb-0" role="status">
              <span>The conditions below come from your words. Change them as you like.</span>
              <Button
                size="sm"
                variant="outline-secondary"
                onClick={() => {
                  change({ query: replaced });
                  setReplaced(null);
                }}
              >
                Back to those before
              </Button>
            </div>
          )}
          <div className="builder">
            <Panel title="Conditions" note="Beside each condition stands how many meet it by itself.">
              <RuleWords
                words={check.data?.description ?? preview.data?.description ?? base?.ruleDescription}
                stale={asked === null || check.isPlaceholderData}
                sameAs={(check.data?.sameAs ?? []).filter(({ id }) => id !== base?.id)}
              />
              <RuleBuilder
                fields={fields}
                query={query}
                onChange={(built) => change({ query: built })}
                faults={faults}
                counts={preview.data?.counts ?? NONE}
                self={base?.id}
              />
            </Panel>
            <div className="builder-preview">
              <PreviewPanel
                unfinished={missing}
                stale={settled !== rule || preview.isFetching || preview.isPlaceholderData}
                preview={preview}
                shown={doubted.shown}
              />
            </div>
          </div>
        </FormProblemProvider>
      </form>
    </>
  );
}

const NONE = new Map<string, ConditionCount>();
