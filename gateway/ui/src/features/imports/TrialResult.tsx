import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import { Table, type Column } from '@/components/Table';
import type { ImportTrial } from '@/lib/api/types';
import { plural } from '@/lib/format';

const place = (pointer: string) => pointer.replace(/^\//, '').replaceAll('/', '.');

const columns: Column<ImportTrial['faults'][number]>[] = [
  { header: 'Line', numeric: true, cell: ({ line }) => line },
  {
    header: 'What is wrong',
    cell: ({ faults }) =>
      faults.map((fault) => (
        <div key={fault.pointer + fault.detail}>
          {fault.pointer && <strong>{place(fault.pointer)}: </strong>}
          {fault.detail}
        </div>
      )),
  },
];

export function TrialResult({ trial }: { trial: ImportTrial }) {
  const summary = `${plural(trial.rows, 'row')} tried, ${trial.refused} would be rejected`;
  return (
    <Panel title="Trial" note={summary} flush>
      {trial.faults.length === 0 ? (
        <EmptyState icon="check2-circle" title="Every row that was tried can be taken in" />
      ) : (
        <Table
          label="Faults"
          columns={columns}
          rows={trial.faults}
          keyOf={({ line }) => line}
          frame={{ fits: true }}
        />
      )}
    </Panel>
  );
}
