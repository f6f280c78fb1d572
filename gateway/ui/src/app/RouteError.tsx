import { EmptyState } from '@/components/states';
import Button from 'react-bootstrap/Button';

/** Also what a page of an older release shows once its files are replaced: reloading mends that. */
export function RouteError() {
  return (
    <div role="alert">
      <EmptyState
        icon="exclamation-triangle"
        title="This page could not be shown"
        action={<Button onClick={() => window.location.reload()}>Reload</Button>}
      >
        It may have been updated since you opened it.
      </EmptyState>
    </div>
  );
}
