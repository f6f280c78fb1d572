import { useMutation, useQueryClient } from '@tanstack/react-query';
import Button from 'react-bootstrap/Button';
import { http } from '@/lib/api/http';
import type { Communication, Task } from '@/lib/api/types';
import { formatAgo, formatDateTime } from '@/lib/format';

export function isOverdue(task: Task, now: number = Date.now()): boolean {
  return task.doneAt === undefined && new Date(task.dueAt).getTime() < now;
}

/** Whether a task is done, and else when it is due and whose it is. */
export function TaskLine({ task }: { task: Task }) {
  const whose = task.assignee ? ` · ${task.assignee}` : '';
  if (task.doneAt !== undefined) {
    return (
      <span className="task-line" title={formatDateTime(task.doneAt)}>
        <span className="state-badge tone-good">Done</span> {formatAgo(task.doneAt)}
        {task.doneBy ? ` by ${task.doneBy}` : ''}
      </span>
    );
  }
  const late = isOverdue(task);
  return (
    <span className="task-line">
      <span className={`state-badge tone-${late ? 'bad' : 'busy'}`}>{late ? 'Overdue' : 'Task'}</span> due{' '}
      <time dateTime={task.dueAt}>{formatDateTime(task.dueAt)}</time>
      {whose}
    </span>
  );
}

/** Says that an entry's task is done, or not done after all. */
export function TaskToggle({ entry }: { entry: Communication }) {
  const client = useQueryClient();
  const done = entry.task?.doneAt !== undefined;
  const path = `/api/communications/${entry.id}/done`;
  const toggle = useMutation({
    mutationFn: (): Promise<unknown> => (done ? http.remove(path) : http.post(path)),
    onSettled: () => client.invalidateQueries({ queryKey: ['communications'] }),
  });
  if (!entry.task) return null;
  return (
    <>
      <Button
        variant="outline-secondary"
        size="sm"
        className="text-nowrap"
        disabled={toggle.isPending}
        onClick={() => toggle.mutate()}
      >
        {done ? 'Reopen' : 'Mark done'}
      </Button>
      {toggle.isError && (
        <span className="text-danger" role="alert">
          {toggle.error.message}
        </span>
      )}
    </>
  );
}
