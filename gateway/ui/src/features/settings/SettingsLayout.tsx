import { NavLink, Outlet, useLocation } from 'react-router';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import { useCan } from '@/lib/session';

export interface SettingsTab {
  to: string;
  label: string;
  /** Of its page. */
  title: string;
}

/** The pages of the settings, each under an address of its own. */
export function SettingsLayout({ tabs }: { tabs: readonly SettingsTab[] }) {
  const canConfigure = useCan('configure');
  const { pathname } = useLocation();
  const shown = tabs.find(({ to }) => pathname.startsWith(to));
  return (
    <>
      <PageHeader title={shown?.title ?? 'Settings'} subtitle="What holds for all campaigns and messages." />
      {canConfigure ? (
        <>
          <nav className="settings-tabs" aria-label="Settings">
            <ul>
              {tabs.map(({ to, label }) => (
                <li key={to}>
                  <NavLink to={to}>{label}</NavLink>
                </li>
              ))}
            </ul>
          </nav>
          <Outlet />
        </>
      ) : (
        <Panel>
          <EmptyState icon="lock" title="Settings are for managers">
            Ask one of them to change what holds for all campaigns.
          </EmptyState>
        </Panel>
      )}
    </>
  );
}
