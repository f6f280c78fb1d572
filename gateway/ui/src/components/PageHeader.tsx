import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useDocumentTitle } from '@/lib/hooks';

interface PageHeaderProps {
  title: string;
  /** Shown beside the title: a badge, a live count. */
  aside?: ReactNode;
  subtitle?: ReactNode;
  back?: { to: string; label: string };
  actions?: ReactNode;
}

export function PageHeader({ title, aside, subtitle, back, actions }: PageHeaderProps) {
  useDocumentTitle(title);
  return (
    <header className="page-header">
      <div className="page-header-text">
        {back && (
          <Link to={back.to} className="page-back">
            <i className="bi bi-arrow-left" aria-hidden="true" /> {back.label}
          </Link>
        )}
        <div className="page-title">
          <h1>{title}</h1>
          {aside}
        </div>
        {subtitle && <p className="page-subtitle">{subtitle}</p>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}
