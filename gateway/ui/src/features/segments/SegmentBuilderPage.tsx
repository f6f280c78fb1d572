import { useMemo, useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import { Link, useNavigate, useParams } from 'react-router';
import { FormProblemProvider, ProblemAlert, TextField } from '@/components/forms';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { ErrorState, Skeleton } from '@/components/states';
import { Problem } from '@/lib/api/problem';
import type { Segment } from '@/lib/api/types';
import { useDebounced } from '@/lib/hooks';
import { usePreview, useRuleFields, useSaveSegment, useSegment } from './api';
import { PreviewPanel } from './PreviewPanel';
import { emptyQuery, isComplete, pathKeyOf, toQuery, toRule, type BuilderField } from './rule';
import { RuleBuilder } from './RuleBuilder';

export function NewSegmentPage() {
  const fields = useRuleFields();
  if (!fields.data) return <Waiting title="New segment" query={fields} />;
  return <SegmentBuilder fields={fields.data} />;
}

export function EditSegmentPage() {
  const { segmentId = '' } = useParams();
  const fields = useRuleFields();
  const segment = useSegment(segmentId, false);
  if (!segment.data) return <Waiting title="Edit segment" query={segment} />;
  if (!fields.data) return <Waiting title="Edit segment" query={fields} />;
  return <SegmentBuilder key={segment.data.id} fields={fields.data} segment={segment.data} />;
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

interface SegmentBuilderProps {
  fields: BuilderField[];
  segment?: Segment;
}

/** Conditions of the rule are shown by the builder, so their faults need no second place. */
function shownPointers(problem: unknown): string[] {
  const faults = problem instanceof Problem ? problem.faults : [];
  return [
    '/name',
    '/description',
    ...faults.map(({ pointer }) => pointer).filter((at) => pathKeyOf(at) !== ''),
  ];
}

function SegmentBuilder({ fields, segment: latest }: SegmentBuilderProps) {
  const navigate = useNavigate();
  // What the edit started from: its version is the one to be replaced.
  const [segment] = useState(latest);
  const [name, setName] = useState(segment?.name ?? '');
  const [description, setDescription] = useState(segment?.description ?? '');
  const [query, setQuery] = useState(() => (segment ? toQuery(segment.rule) : emptyQuery(fields)));

  const complete = isComplete(query, fields);
  const rule = useMemo(() => (isComplete(query, fields) ? toRule(query, fields) : null), [query, fields]);
  const settled = useDebounced(rule, 300);
  const preview = usePreview(complete ? settled : null);
  const save = useSaveSegment(segment);

  const faults = useMemo(() => {
    const problem = save.error ?? preview.error;
    if (!(problem instanceof Problem)) return new Map<string, string>();
    return new Map(
      problem.faults
        .map(({ pointer, detail }) => [pathKeyOf(pointer), detail] as const)
        .filter(([path]) => path !== ''),
    );
  }, [save.error, preview.error]);

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(
      {
        name: name.trim(),
        ...(description.trim() ? { description: description.trim() } : {}),
        rule: toRule(query, fields),
      },
      { onSuccess: (saved) => void navigate(`/segments/${saved.id}`) },
    );
  }

  const back = segment
    ? { to: `/segments/${segment.id}`, label: segment.name }
    : { to: '/segments', label: 'Segments' };

  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title={segment ? 'Edit segment' : 'New segment'}
        back={back}
        subtitle="People join the moment they match, and leave when they stop matching."
        actions={
          <>
            <Link to={back.to} className="btn btn-outline-secondary">
              Cancel
            </Link>
            <Button type="submit" disabled={save.isPending || !complete}>
              {save.isPending ? 'Saving…' : 'Save segment'}
            </Button>
          </>
        }
      />
      <FormProblemProvider value={save.error}>
        <ProblemAlert problem={save.error} shown={shownPointers(save.error)} />
        <Panel>
          <div className="form-grid">
            <TextField
              label="Name"
              pointer="/name"
              required
              placeholder="Big spenders in Pune"
              value={name}
              onChange={setName}
            />
            <TextField
              label="Description"
              pointer="/description"
              placeholder="What this audience is for"
              value={description}
              onChange={setDescription}
            />
          </div>
        </Panel>
        <Panel
          title="Conditions"
          note="Every condition is checked live, against profile, orders and messages."
        >
          <RuleBuilder fields={fields} query={query} onChange={setQuery} faults={faults} />
        </Panel>
        <PreviewPanel complete={complete} stale={settled !== rule || preview.isFetching} preview={preview} />
      </FormProblemProvider>
    </form>
  );
}
