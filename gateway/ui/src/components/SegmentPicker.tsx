import { http } from '@/lib/api/http';
import type { Page, Segment } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { Combobox } from './Combobox';

interface SegmentPickerProps {
  label: string;
  labelHidden?: boolean;
  placeholder?: string;
  /** Ids of those that are not offered. */
  except?: readonly string[];
  /** The name of what is chosen, where that takes the input's place. */
  selected?: string;
  onSelect: (segment: Segment | null) => void;
  pointer?: string;
}

/** Active segments, found by name. */
export function SegmentPicker(props: SegmentPickerProps) {
  const { label, labelHidden, placeholder = 'Search segments', except, selected, onSelect, pointer } = props;
  return (
    <Combobox
      label={label}
      labelHidden={labelHidden}
      placeholder={placeholder}
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
      selected={selected}
      onSelect={onSelect}
      pointer={pointer}
    />
  );
}
