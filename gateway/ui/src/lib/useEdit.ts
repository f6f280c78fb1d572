import { useState } from 'react';
import { Problem } from './api/problem';

interface Saving {
  isPending: boolean;
  isSuccess: boolean;
  error: unknown;
  reset: () => void;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * An edit of something that somebody else may save meanwhile. Whoever edits decides then whose is kept: nothing of theirs
 * is replaced unseen, and nothing of one's own is lost.
 *
 * @param latest as it is saved now, which may be later than what the edit started from
 * @param editOf what can be edited of it, in a form that compares by its JSON
 */
export function useEdit<S extends { version: number }, E>(
  latest: S | undefined,
  editOf: (saved: S | undefined) => E,
  save: Saving,
) {
  // What the edit started from: its version is the one to be replaced.
  const [base, setBase] = useState(latest);
  const [edit, setEdit] = useState(() => editOf(latest));
  const [mine, setMine] = useState<E | null>(null);
  const isDirty = !same(edit, editOf(base));

  // Saving makes it later, too, until the page is left or told what came of it.
  const isOurs = save.isPending || save.isSuccess;
  const isNewer = latest !== undefined && latest.version > (base?.version ?? -1) && !isOurs;
  const isSettled = isNewer && (!isDirty || same(editOf(latest), editOf(base)));
  if (isSettled) {
    if (!isDirty) setEdit(editOf(latest));
    setBase(latest);
  }
  const theirs = isNewer && !isSettled ? latest : undefined;
  const isRefused = save.error instanceof Problem && save.error.status === 412;

  return {
    base,
    edit,
    change: (part: Partial<E>) => setEdit((current) => ({ ...current, ...part })),
    isDirty,
    /** Saved by somebody else since the edit began. */
    theirs,
    isConflict: theirs !== undefined || (isRefused && !isSettled),
    /** What there is to say of the last attempt besides the conflict. */
    problem: isRefused ? null : save.error,
    /** One's own edit while theirs is looked at. */
    mine,
    /** For pages that stay open after saving. */
    saved: (stored: S) => {
      save.reset();
      setBase(stored);
      setEdit(editOf(stored));
      setMine(null);
    },
    keepMine: () => {
      setBase(latest);
      save.reset();
    },
    takeTheirs: () => {
      setMine(edit);
      setEdit(editOf(latest));
      setBase(latest);
      save.reset();
    },
    backToMine: () => {
      if (mine !== null) setEdit(mine);
      setMine(null);
    },
  };
}
