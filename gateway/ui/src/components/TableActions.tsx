import { Link } from 'react-router';

interface TableActionsProps {
  /** The collection, which is also where its pages and its API are. */
  kind: 'customers' | 'orders';
  canImport: boolean;
  /** What the list shows now, and the export then has. */
  query: Record<string, string>;
}

/** The ways of a list out of and into a table. */
export function TableActions({ kind, canImport, query }: TableActionsProps) {
  const wanted = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  return (
    <>
      <a className="btn btn-outline-secondary" href={`/api/${kind}/export?${wanted}`} download>
        <i className="bi bi-download me-1" aria-hidden="true" /> Export
      </a>
      {canImport && (
        <Link className="btn btn-outline-secondary" to={`/${kind}/import`}>
          <i className="bi bi-upload me-1" aria-hidden="true" /> Import
        </Link>
      )}
    </>
  );
}
