import type { ReactNode } from 'react';

interface StatCardProps {
  label: string;
  value: string;
  note?: ReactNode;
  icon?: string;
}

export function StatCard({ label, value, note, icon }: StatCardProps) {
  return (
    <div className="stat" role="group" aria-label={label}>
      <div className="stat-label">
        {icon && <i className={`bi bi-${icon}`} aria-hidden="true" />}
        {label}
      </div>
      <div className="stat-value">{value}</div>
      {note && <div className="stat-note">{note}</div>}
    </div>
  );
}
