import type { TextCheck } from '@/lib/api/types';

/** What is to be said against a text, whoever wrote it: what a campaign would be refused for, and what is to be weighed. */
export function TextChecks({ checks }: { checks: readonly TextCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <ul className="text-checks" aria-label="Checks">
      {checks.map(({ level, detail, pointer }) => (
        <li key={pointer + detail} className={level === 'ERROR' ? 'text-check-error' : 'text-check-warning'}>
          <i
            className={`bi bi-${level === 'ERROR' ? 'exclamation-octagon' : 'exclamation-triangle'}`}
            aria-hidden="true"
          />
          <span>
            <span className="visually-hidden">{level === 'ERROR' ? 'Error: ' : 'Warning: '}</span>
            {detail}
          </span>
        </li>
      ))}
    </ul>
  );
}
