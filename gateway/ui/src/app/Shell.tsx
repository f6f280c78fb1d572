import { useEffect, useState } from 'react';
import Dropdown from 'react-bootstrap/Dropdown';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { Logo } from '@/components/Logo';
import { Avatar } from '@/components/Person';
import { useSignOut } from '@/features/session/useSignOut';
import { formatConstant } from '@/lib/format';
import { useCan, useMe } from '@/lib/session';

const destinations = [
  { to: '/', label: 'Dashboard', icon: 'speedometer2' },
  { to: '/ask', label: 'Ask', icon: 'chat-square-dots' },
  { to: '/customers', label: 'Customers', icon: 'people' },
  { to: '/orders', label: 'Orders', icon: 'bag' },
  { to: '/segments', label: 'Segments', icon: 'diagram-3' },
  { to: '/campaigns', label: 'Campaigns', icon: 'megaphone' },
  { to: '/communications', label: 'Communications', icon: 'chat-left-text' },
] as const;
const activity = { to: '/activity', label: 'Activity', icon: 'clock-history' } as const;
const settings = { to: '/settings', label: 'Settings', icon: 'gear' } as const;

export function Shell() {
  const me = useMe();
  const canConfigure = useCan('configure');
  const canAudit = useCan('audit');
  const signOut = useSignOut();
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string | null>(null);
  // The menu of small screens belongs to the page it was opened on: navigating closes it.
  const open = openAt === pathname;

  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void window.scrollTo(0, 0);
  }, [pathname]);

  return (
    <div className={`shell ${open ? 'shell-nav-open' : ''}`}>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <aside className="sidebar" id="sidebar">
        <div className="sidebar-inner">
          <Link to="/" className="brand">
            <Logo />
            <span>Mi-CMS</span>
          </Link>
          <nav aria-label="Main">
            <ul>
              {[...destinations, ...(canAudit ? [activity] : []), ...(canConfigure ? [settings] : [])].map(
                ({ to, label, icon }) => (
                  <li key={to}>
                    <NavLink to={to} end={to === '/'} onClick={() => setOpenAt(null)}>
                      <i className={`bi bi-${icon}`} aria-hidden="true" />
                      {label}
                    </NavLink>
                  </li>
                ),
              )}
            </ul>
          </nav>
        </div>
      </aside>
      {open && (
        <button
          type="button"
          className="sidebar-veil"
          aria-label="Close the menu"
          onClick={() => setOpenAt(null)}
        />
      )}
      <div className="shell-main">
        <header className="topbar">
          <button
            type="button"
            className="menu-button"
            aria-label="Menu"
            aria-expanded={open}
            aria-controls="sidebar"
            onClick={() => setOpenAt(open ? null : pathname)}
          >
            <i className="bi bi-list" aria-hidden="true" />
          </button>
          <Link to="/" className="brand brand-small">
            <Logo />
            <span>Mi-CMS</span>
          </Link>
          <Dropdown align="end" className="ms-auto">
            <Dropdown.Toggle variant="link" className="person-menu" id="person-menu">
              <Avatar name={me.name} picture={me.picture} />
              <span className="person-menu-name">{me.name}</span>
            </Dropdown.Toggle>
            <Dropdown.Menu>
              <div className="person-menu-head">
                <strong>{me.name}</strong>
                <span>{me.email}</span>
                <span>{me.roles.map(formatConstant).join(', ')}</span>
              </div>
              <Dropdown.Divider />
              <Dropdown.Item as="button" onClick={() => signOut.mutate()} disabled={signOut.isPending}>
                <i className="bi bi-box-arrow-right me-2" aria-hidden="true" />
                Sign out
              </Dropdown.Item>
            </Dropdown.Menu>
          </Dropdown>
        </header>
        <main id="content" className="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
