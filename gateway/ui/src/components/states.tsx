import type { ReactNode } from 'react';
import Button from 'react-bootstrap/Button';
import { Problem } from '@/lib/api/problem';

interface EmptyStateProps {
  icon: string;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="state">
      <span className="state-icon" aria-hidden="true">
        <i className={`bi bi-${icon}`} />
      </span>
      <p className="state-title">{title}</p>
      {children && <p className="state-text">{children}</p>}
      {action}
    </div>
  );
}

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const title = error instanceof Problem ? error.title : 'Something went wrong';
  const detail = error instanceof Problem ? error.detail : undefined;
  // Who may not see something may not see it the next time either.
  const isForbidden = error instanceof Problem && error.status === 403;
  return (
    <div className="state" role="alert">
      <span className="state-icon state-icon-bad" aria-hidden="true">
        <i className="bi bi-exclamation-triangle" />
      </span>
      <p className="state-title">{title}</p>
      {detail && detail !== title && <p className="state-text">{detail}</p>}
      {onRetry && !isForbidden && (
        <Button variant="outline-secondary" size="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

interface SkeletonProps {
  rows?: number;
  label?: string;
}

export function Skeleton({ rows = 5, label = 'Loading' }: SkeletonProps) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton-row" aria-hidden="true" />
      ))}
    </div>
  );
}
