import { createContext, useContext } from 'react';
import type { Me, Role } from './api/types';

/** What a person may do here. The services decide; this only keeps dead buttons off the screen. */
export type Ability = 'write' | 'launch' | 'erase' | 'configure' | 'audit' | 'contact';

const rolesWith: Record<Ability, readonly Role[]> = {
  write: ['ADMIN', 'MANAGER', 'MARKETER'],
  launch: ['ADMIN', 'MANAGER'],
  erase: ['ADMIN', 'MANAGER'],
  configure: ['ADMIN', 'MANAGER'],
  audit: ['ADMIN', 'MANAGER'],
  /** To see contact details, and so to search by them. */
  contact: ['ADMIN', 'MANAGER', 'MARKETER'],
};

export const SessionContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = useContext(SessionContext);
  if (me === null) throw new Error('Outside of a session');
  return me;
}

export function useCan(ability: Ability): boolean {
  return useMe().roles.some((role) => rolesWith[ability].includes(role));
}

/** Where to sign in, coming back to the page that the person is on. */
export function signInAddress(path: string): string {
  return path === '/' ? '/login' : `/login?returnTo=${encodeURIComponent(path)}`;
}
