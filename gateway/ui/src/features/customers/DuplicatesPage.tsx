import type { Duplicate } from '@/lib/api/types';
import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { formatAgo, fullName, plural } from '@/lib/format';
import { useCan } from '@/lib/session';
import { Comparison } from './Comparison';
import { useDismiss, useDuplicates, useMerge } from './personApi';

export function DuplicatesPage() {
  const canWrite = useCan('write');
  return (
    <>
      <PageHeader
        title="Duplicates"
        subtitle="Customers who share an e-mail address or a phone number and may be one person."
        back={{ to: '/customers', label: 'Customers' }}
      />
      {canWrite ? (
        <Groups />
      ) : (
        <Panel>
          <EmptyState icon="lock" title="Only who may change customers sees duplicates" />
        </Panel>
      )}
    </>
  );
}

function Groups() {
  const duplicates = useDuplicates();
  if (duplicates.isPending || duplicates.items.length === 0) {
    return (
      <Panel>
        {duplicates.isPending ? (
          <Skeleton rows={6} label="Loading duplicates" />
        ) : duplicates.isError ? (
          <ErrorState error={duplicates.error} onRetry={() => void duplicates.refetch()} />
        ) : (
          <EmptyState icon="people" title="No duplicates">
            Customers who share an e-mail address or a phone number show here.
          </EmptyState>
        )}
      </Panel>
    );
  }
  return (
    <>
      {duplicates.items.map((duplicate) => (
        <Group key={duplicate.id} duplicate={duplicate} />
      ))}
      {duplicates.hasNextPage && (
        <Button
          variant="outline-secondary"
          disabled={duplicates.isFetchingNextPage}
          onClick={() => void duplicates.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </>
  );
}

const reasons = { EMAIL: 'Same e-mail address', PHONE: 'Same phone number' };

function Group({ duplicate }: { duplicate: Duplicate }) {
  const { customers, reason, value, detectedAt } = duplicate;
  // Who was known first has the longest history, unless somebody says otherwise.
  const oldest = [...customers].sort((a, b) => a.createdAt.localeCompare(b.createdAt))[0]?.id ?? '';
  const [chosen, setChosen] = useState(oldest);
  const [leftOut, setLeftOut] = useState<string[]>([]);
  const [asking, setAsking] = useState(false);
  const merge = useMerge();
  const dismiss = useDismiss();
  // The group may have changed since.
  const survivor = customers.find(({ id }) => id === chosen) ?? customers[0];
  if (!survivor) return null;
  const others = customers.filter(({ id }) => id !== survivor.id && !leftOut.includes(id));

  return (
    <Panel
      title={`${reasons[reason]}: ${value}`}
      note={`Noticed ${formatAgo(detectedAt)}`}
      actions={
        <>
          <Button
            variant="outline-secondary"
            disabled={dismiss.isPending}
            onClick={() => dismiss.mutate(duplicate)}
          >
            Different people
          </Button>
          <Button disabled={others.length === 0} onClick={() => setAsking(true)}>
            Merge…
          </Button>
        </>
      }
      flush
      className="mb-4"
    >
      {dismiss.isError && <ErrorState error={dismiss.error} />}
      <Comparison
        label={`${plural(customers.length, 'customer')} with ${value}`}
        customers={customers}
        survivor={survivor.id}
        onSurvivor={setChosen}
        leftOut={leftOut}
        onLeaveOut={setLeftOut}
      />
      {asking && (
        <ConfirmDialog
          title={`Merge into ${fullName(survivor)}?`}
          action="Merge"
          variant="primary"
          busy={merge.isPending}
          problem={merge.error}
          onConfirm={() =>
            merge.mutate(
              { survivor: survivor.id, others: others.map(({ id }) => id) },
              { onSuccess: () => setAsking(false) },
            )
          }
          onClose={() => setAsking(false)}
        >
          <p>
            {others.map(fullName).join(', ')} {others.length === 1 ? 'becomes' : 'become'} part of{' '}
            <strong>{fullName(survivor)}</strong>, with all orders and communications.
          </p>
          <p className="mb-0">It can be undone for 30 days, on the customer’s page.</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
