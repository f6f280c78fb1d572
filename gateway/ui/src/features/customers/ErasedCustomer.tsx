import { Link } from 'react-router';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState, Skeleton } from '@/components/states';
import { formatDateTime } from '@/lib/format';
import { useCan } from '@/lib/session';
import { ErasureBadge, ErasureState } from './ErasureState';
import { useErasure } from './personApi';

interface ErasedCustomerProps {
  customerId: string;
  erasedAt: string;
  back: { to: string; label: string };
}

/** All that there is to show of somebody who was erased. */
export function ErasedCustomer({ customerId, erasedAt, back }: ErasedCustomerProps) {
  const canErase = useCan('erase');
  return (
    <>
      <PageHeader title="Erased customer" back={back} />
      <Panel>
        <EmptyState icon="person-x" title="This customer was erased">
          On {formatDateTime(erasedAt)}. Their orders go on counting as revenue without anything that tells
          whose they were.
        </EmptyState>
      </Panel>
      {canErase && <Progress customerId={customerId} />}
    </>
  );
}

function Progress({ customerId }: { customerId: string }) {
  const erasure = useErasure(customerId);
  return (
    <Panel
      title="Erasure"
      note="Each service confirms once nothing of the person is left in it."
      actions={
        <>
          {erasure.data && <ErasureBadge erasure={erasure.data} />}
          <Link className="btn btn-outline-secondary btn-sm" to="/customers/erasures">
            All erasures
          </Link>
        </>
      }
    >
      {erasure.isPending ? (
        <Skeleton rows={3} label="Loading the erasure" />
      ) : erasure.data ? (
        <>
          <p>Asked for by {erasure.data.requestedBy}.</p>
          <ErasureState erasure={erasure.data} />
        </>
      ) : (
        <ErrorState error={erasure.error} onRetry={() => void erasure.refetch()} />
      )}
    </Panel>
  );
}
