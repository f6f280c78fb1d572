import { Link } from 'react-router';
import type { SegmentUse } from '@/lib/api/types';

const places = {
  SEGMENT: { path: '/segments', icon: 'diagram-3', word: 'Segment' },
  CAMPAIGN: { path: '/campaigns', icon: 'megaphone', word: 'Campaign' },
};

/** Segments and campaigns that a segment is part of. */
export function Uses({ uses }: { uses: SegmentUse[] }) {
  return (
    <ul className="uses">
      {uses.map(({ kind, id, name }) => {
        const { path, icon, word } = places[kind];
        return (
          <li key={kind + id}>
            <i className={`bi bi-${icon}`} aria-hidden="true" />
            <span>
              <span className="visually-hidden">{word} </span>
              <Link to={`${path}/${id}`}>{name}</Link>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
