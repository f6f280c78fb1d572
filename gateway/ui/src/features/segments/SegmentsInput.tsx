import { useSegmentOptions } from './api';

interface SegmentsInputProps {
  values: string[];
  onChange: (values: string[]) => void;
}

/** Segments chosen by name; the rule holds their ids. */
export function SegmentsInput({ values, onChange }: SegmentsInputProps) {
  const segments = useSegmentOptions().data?.items ?? [];
  const names = new Map(segments.map((segment) => [segment.id, segment.name]));
  return (
    <div className="tags-input tags-input-sm">
      {values.map((id) => (
        <span key={id} className="tag">
          {names.get(id) ?? id}
          <button
            type="button"
            aria-label={`Remove ${names.get(id) ?? id}`}
            onClick={() => onChange(values.filter((other) => other !== id))}
          >
            <i className="bi bi-x" aria-hidden="true" />
          </button>
        </span>
      ))}
      <select
        className="tags-select"
        aria-label="Segments"
        value=""
        onChange={(event) => onChange([...values, event.target.value])}
      >
        <option value="">choose…</option>
        {segments
          .filter((segment) => !values.includes(segment.id))
          .map((segment) => (
            <option key={segment.id} value={segment.id}>
              {segment.name}
            </option>
          ))}
      </select>
    </div>
  );
}
