import { useId, type ReactNode } from 'react';

interface PanelProps {
  /** For links to it. */
  id?: string;
  title?: string;
  note?: ReactNode;
  actions?: ReactNode;
  /** Without padding, for tables and lists that reach the edges. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

export function Panel({ id, title, note, actions, flush = false, className = '', children }: PanelProps) {
  const heading = useId();
  return (
    <section id={id} className={`panel ${className}`} aria-labelledby={title ? heading : undefined}>
      {title && (
        <div className="panel-head">
          <div>
            <h2 id={heading}>{title}</h2>
            {note && <p className="panel-note">{note}</p>}
          </div>
          {actions && <div className="panel-actions">{actions}</div>}
        </div>
      )}
      <div className={flush ? 'panel-body-flush' : 'panel-body'}>{children}</div>
    </section>
  );
}
