import { SegmentPicker } from '@/components/SegmentPicker';
import { useSegmentNames } from './api';

interface SegmentsInputProps {
  values: string[];
  onChange: (values: string[]) => void;
  /** The segment whose rule this is: it cannot ask for itself. */
  self?: string;
}

/** Segments chosen by name; the rule holds their ids. */
export function SegmentsInput({ values, onChange, self }: SegmentsInputProps) {
  const names = useSegmentNames(values);
  return (
    <div className="tags-input tags-input-sm">
      {values.map((id) => {
        const name = names.get(id) ?? id;
        return (
          <span key={id} className="tag">
            {name}
            <button
              type="button"
              aria-label={`Remove ${name}`}
              onClick={() => onChange(values.filter((other) => other !== id))}
            >
              <i className="bi bi-x" aria-hidden="true" />
            </button>
          </span>
        );
      })}
      <SegmentPicker
        label="Segments"
        labelHidden
        placeholder={values.length === 0 ? 'Search segments' : 'or…'}
        except={self === undefined ? values : [...values, self]}
        onSelect={({ id }) => onChange([...values, id])}
        className="picker-bare"
      />
    </div>
  );
}
