import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { CustomerPicker } from '@/components/CustomerPicker';
import { columnsOf, DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { EmptyState } from '@/components/states';
import { Tags } from '@/components/Tags';
import { TaskLine, TaskToggle } from '@/components/TaskOfEntry';
import type { Communication, Customer } from '@/lib/api/types';
import { useCan } from '@/lib/session';
import { useTasks, type TaskState } from './api';

const states: { value: TaskState; label: string; none: string }[] = [
  { value: 'open', label: 'Open', none: 'Nothing is to be done' },
  { value: 'overdue', label: 'Overdue', none: 'Nothing is overdue' },
  { value: 'done', label: 'Done', none: 'Nothing was done yet' },
];

/** What is to be done about customers. */
export function Tasks() {
  const [query, setQuery] = useSearchParams();
  const chosen = states.find(({ value }) => value === query.get('task')) ?? {
    value: 'open' as const,
    none: 'Nothing is to be done',
  };
  const [customer, setCustomer] = useState<Customer | null>(null);
  const tasks = useTasks(chosen.value, customer?.id);
  const canWrite = useCan('write');

  const columns = useMemo(
    () =>
      columnsOf<Communication>(
        { id: 'what', header: 'What', cell: (entry) => <span className="task-text">{entry.body}</span> },
        {
          id: 'customer',
          header: 'Customer',
          cell: (entry) => (
            <Link to={`/customers/${entry.customerId}`}>{entry.customerName ?? 'Customer'}</Link>
          ),
        },
        { id: 'due', header: 'Due', cell: (entry) => entry.task && <TaskLine task={entry.task} /> },
        { id: 'tags', header: 'Tags', cell: (entry) => <Tags tags={entry.tags} /> },
        ...(canWrite
          ? [
              {
                id: 'done',
                header: 'Done',
                plain: true,
                cell: (entry: Communication) => <TaskToggle entry={entry} />,
              },
            ]
          : []),
      ),
    [canWrite],
  );

  return (
    <>
      <div className="toolbar">
        <Segmented
          label="Tasks that are"
          options={states}
          value={chosen.value}
          onChange={(task) => setQuery({ view: 'tasks', task })}
        />
        <div className="toolbar-picker">
          <CustomerPicker
            label="Customer"
            labelHidden
            placeholder="Any customer"
            selected={customer}
            onSelect={setCustomer}
          />
        </div>
      </div>
      <Panel flush>
        <DataTable
          label="Tasks"
          columns={columns}
          pages={tasks}
          rowId={(entry) => entry.id}
          empty={
            <EmptyState icon="check2-circle" title={chosen.none}>
              A note, call or meeting on a customer’s page can have a task.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}
