import { useState } from 'react';
import { Link } from 'react-router';
import { initials } from '@/lib/format';

interface AvatarProps {
  name: string;
  picture?: string | null;
}

export function Avatar({ name, picture }: AvatarProps) {
  const [broken, setBroken] = useState(false);
  return (
    <span className="avatar" aria-hidden="true">
      {picture && !broken ? (
        <img src={picture} alt="" referrerPolicy="no-referrer" onError={() => setBroken(true)} />
      ) : (
        initials(name)
      )}
    </span>
  );
}

interface PersonProps {
  name: string;
  detail?: string;
  to: string;
}

export function PersonLink({ name, detail, to }: PersonProps) {
  return (
    <div className="person">
      <Avatar name={name} />
      <div className="person-text">
        <Link to={to}>{name}</Link>
        {detail && <span>{detail}</span>}
      </div>
    </div>
  );
}
