import { http } from '@/lib/api/http';
import type { Page, Segment } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { Combobox } from './Combobox';

interface SegmentPickerProps {
  label: string;
  /** Ids of those that are not offered. */
  except?: readonly string[];
  onSelect: (segment: Segment) => void;
}

/** Active segments, found by name. */
export function SegmentPicker({ label, except, onSelect }: SegmentPickerProps) {
  return (
    <Combobox
      label={label}
      placeholder="Search segments"
      nothing="No segment found"
      queryKey={['segments', 'picker']}
      find={async (search, signal) => {
        const { items } = await http.get<Page<Segment>>('/api/segments', {
          query: { limit: 20, search },
          signal,
        });
        return items;
      }}
      leaveOut={except}
      choiceOf={({ id, name, size }) => ({ id, name, detail: plural(size, 'customer') })}
      onSelect={(segment) => segment && onSelect(segment)}
    />
  );
}
