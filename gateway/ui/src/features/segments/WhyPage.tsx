import { Link, useNavigate, useParams } from 'react-router';
import { CustomerPicker } from '@/components/CustomerPicker';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { ErrorState, Skeleton } from '@/components/states';
import type { Finding, SegmentWhy } from '@/lib/api/types';
import { formatDateTime } from '@/lib/format';
import { useOrder, useSegment, useNames, useWhy } from './api';
import { Findings } from './Findings';
import { reasonWords } from './words';

/** Why a customer is in a segment, or is not: each condition with what it saw. */
export function WhyPage() {
  const { segmentId = '', customerId = '' } = useParams();
  const segment = useSegment(segmentId);
  const why = useWhy(segmentId, customerId);
  const navigate = useNavigate();
  const back = { to: `/segments/${segmentId}`, label: segment.data?.name ?? 'Segment' };
  if (!why.data) {
    return (
      <>
        <PageHeader title="Why" back={back} />
        <Panel>
          {why.isError ? (
            <ErrorState error={why.error} onRetry={() => void why.refetch()} />
          ) : (
            <Skeleton label="Looking at each condition" />
          )}
        </Panel>
      </>
    );
  }
  const { name, member, finding } = why.data;
  const title = member ? `Why ${name} is in` : `Why ${name} is not in`;
  return (
    <>
      <PageHeader
        title={title}
        back={back}
        subtitle={segment.data && `Segment “${segment.data.name}”, as things are now`}
        actions={
          <Link to={`/customers/${customerId}`} className="btn btn-outline-secondary">
            <i className="bi bi-person me-1" aria-hidden="true" /> Customer
          </Link>
        }
      />
      <div className="columns-side">
        <div>
          <Standing segmentId={segmentId} why={why.data} />
          <Panel title="Somebody else?">
            <CustomerPicker
              label="Customer"
              labelHidden
              selected={null}
              onSelect={(customer) => customer && void navigate(`/segments/${segmentId}/why/${customer.id}`)}
            />
          </Panel>
        </div>
        <Panel title="Condition by condition">
          <Findings finding={finding} />
        </Panel>
      </div>
    </>
  );
}

function Standing({ segmentId, why }: { segmentId: string; why: SegmentWhy }) {
  const { name, member, since, reason, nextChangeAt, finding } = why;
  return (
    <Panel title={member ? 'In the segment' : 'Not in the segment'}>
      <dl className="facts">
        {since && (
          <div>
            <dt>{member ? 'Since' : 'Left'}</dt>
            <dd>{formatDateTime(since)}</dd>
          </div>
        )}
        {reason && (
          <div>
            <dt>What brought it about</dt>
            <dd>
              <Cause segmentId={segmentId} reason={reason} cause={why.cause} />
            </dd>
          </div>
        )}
        <div>
          <dt>What time alone will change</dt>
          <dd>
            {nextChangeAt ? (
              <>
                Nothing before <strong>{formatDateTime(nextChangeAt)}</strong>.{' '}
                <Pending finding={finding} member={member} at={nextChangeAt} />
              </>
            ) : member ? (
              `Nothing: ${name} stays in until something about them changes.`
            ) : (
              `Nothing: ${name} joins only if something about them changes.`
            )}
          </dd>
        </div>
      </dl>
      {finding.holds !== member && (
        <p className="notice mb-0 mt-3" role="status">
          {member
            ? 'They do not match any more, and are about to leave.'
            : 'They match, and are about to join.'}
        </p>
      )}
    </Panel>
  );
}

/** Which conditions time may change then. */
function Pending({ finding, member, at }: { finding: Finding; member: boolean; at: string }) {
  const conditions = leavesOf(finding).filter(({ changesAt }) => changesAt && changesAt <= at);
  if (conditions.length === 0) return null;
  return (
    <>
      {member
        ? 'They may leave then, when time changes whether '
        : 'They may join then, when time changes whether '}
      {conditions.map(({ pointer, description }, index) => (
        <span key={pointer}>
          {index > 0 && ' and '}“{description}”
        </span>
      ))}{' '}
      {conditions.length === 1 ? 'holds.' : 'hold.'}
    </>
  );
}

function leavesOf(finding: Finding): Finding[] {
  return finding.rules.length === 0 ? [finding] : finding.rules.flatMap(leavesOf);
}

interface CauseProps {
  segmentId: string;
  reason: string;
  cause: string | undefined;
}

function Cause({ segmentId, reason, cause }: CauseProps) {
  const order = useOrder(reason === 'ORDER_CHANGED' ? cause : undefined);
  const others = useNames(
    'segments',
    reason === 'SEGMENT_CHANGED' && cause && cause !== segmentId ? [cause] : [],
  );
  const other = cause === undefined ? undefined : others.get(cause);
  if (order.data) {
    return (
      <>
        Order {order.data.externalId ?? order.data.id}, placed {formatDateTime(order.data.placedAt)}
      </>
    );
  }
  if (other) {
    return (
      <>
        Segment “<Link to={`/segments/${cause}`}>{other}</Link>” changed
      </>
    );
  }
  return reasonWords(reason);
}
