import { Link } from 'react-router';
import { EmptyState } from '@/components/states';
import { useDocumentTitle } from '@/lib/hooks';

export function NotFoundPage() {
  useDocumentTitle('Page not found');
  return (
    <>
      <h1 className="visually-hidden">Page not found</h1>
      <EmptyState
        icon="signpost-split"
        title="There is no such page"
        action={
          <Link to="/" className="btn btn-primary">
            Back to the dashboard
          </Link>
        }
      >
        The address may be mistyped, or what was here is gone.
      </EmptyState>
    </>
  );
}
