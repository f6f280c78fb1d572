import { ChangedMeanwhile as Changed } from '@/components/ChangedMeanwhile';
import type { Segment } from '@/lib/api/types';
import { formatDateTime } from '@/lib/format';

interface ChangedMeanwhileProps {
  /** What was saved meanwhile, once it is known. */
  theirs: Segment | undefined;
  onKeep: () => void;
  onTake: () => void;
}

/** What to do when somebody else has saved the segment that is being edited. */
export function ChangedMeanwhile({ theirs, onKeep, onTake }: ChangedMeanwhileProps) {
  return (
    <Changed
      what="this segment"
      theirs={
        theirs &&
        `On ${formatDateTime(theirs.updatedAt)} it became “${theirs.name}”: ${theirs.ruleDescription}.`
      }
      onKeep={onKeep}
      onTake={onTake}
    />
  );
}
