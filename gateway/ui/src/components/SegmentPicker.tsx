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
  onSelect: (segment: Segment) => void;
  className?: string;
}

/** Active segments, found by name. */
export function SegmentPicker(props: SegmentPickerProps) {
  const { label, labelHidden, placeholder = 'Search segments', except = [], onSelect, className } = props;
  return (
    <Combobox
      label={label}
      labelHidden={labelHidden}
      placeholder={placeholder}
      nothing="No segment found"
      queryKey={['segments', 'picker', except]}
      find={async (search, signal) => {
        const { items } = await http.get<Page<Segment>>('/api/segments', {
          query: { limit: 8 + except.length, search },
          signal,
        });
        return items.filter(({ id }) => !except.includes(id));
      }}
      choiceOf={(segment) => ({
        id: segment.id,
        name: segment.name,
        detail: plural(segment.size, 'customer'),
      })}
      onSelect={(segment) => segment && onSelect(segment)}
      className={className}
    />
  );
}
