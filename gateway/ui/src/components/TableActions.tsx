import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { http } from '@/lib/api/http';
import type { Page, RejectedSummary } from '@/lib/api/types';

interface TableActionsProps {
  /** The collection, which is also where its pages and its API are. */
  kind: 'customers' | 'orders';
  canImport: boolean;
  /** What the list shows now, and the export then has. */
  query: Record<string, string>;
}

/** The ways of a list out of and into a table, and to what did not get in. */
export function TableActions({ kind, canImport, query }: TableActionsProps) {
  const wanted = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  return (
    <>
      <a className="btn btn-outline-secondary" href={`/api/${kind}/export?${wanted}`} download>
        <i className="bi bi-download me-1" aria-hidden="true" /> Export
      </a>
      {canImport && (
        <>
          <Link className="btn btn-outline-secondary" to={`/${kind}/import`}>
            <i className="bi bi-upload me-1" aria-hidden="true" /> Import
          </Link>
          <RejectedLink kind={kind} />
        </>
      )}
    </>
  );
}

const COUNTED = 100;

/** Leads to what other systems sent and could not be taken in, and says how much of it waits. */
function RejectedLink({ kind }: Pick<TableActionsProps, 'kind'>) {
  const waiting = useQuery({
    queryKey: ['rejected', kind, 'count'],
    queryFn: ({ signal }) =>
      http.get<Page<RejectedSummary>>(`/api/${kind}/rejected`, { query: { limit: COUNTED }, signal }),
    refetchInterval: 30_000,
  });
  const count = waiting.data?.items.length ?? 0;
  return (
    <Link className="btn btn-outline-secondary" to={`/${kind}/rejected`}>
      <i className="bi bi-exclamation-diamond me-1" aria-hidden="true" /> Rejected records
      {count > 0 && (
        <span className="count-badge">
          {count}
          {waiting.data?.nextCursor ? '+' : ''}
        </span>
      )}
    </Link>
  );
}
