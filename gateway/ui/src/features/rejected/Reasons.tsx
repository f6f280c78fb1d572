import type { FieldFault } from '@/lib/api/types';

interface ReasonsProps {
  reasons: readonly FieldFault[];
  /** Called with the pointer of a reason to show where it is. */
  onShow?: (pointer: string) => void;
}

/** What is wrong with a record, each with the place where. */
export function Reasons({ reasons, onShow }: ReasonsProps) {
  return (
    <ul className="reasons">
      {reasons.map(({ pointer, detail }) => (
        <li key={pointer + detail}>
          {pointer &&
            (onShow ? (
              <button type="button" className="reason-place" onClick={() => onShow(pointer)}>
                {pointer}
              </button>
            ) : (
              <code>{pointer}</code>
            ))}{' '}
          {detail}
        </li>
      ))}
    </ul>
  );
}
