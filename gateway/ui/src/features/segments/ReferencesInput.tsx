import { Combobox } from '@/components/Combobox';
import { findNamed, useNames, type Collection } from './api';

interface ReferencesInputProps {
  label: string;
  collection: Collection;
  values: string[];
  /** The one that cannot be chosen: a rule cannot ask for its own segment. */
  except?: string;
  placeholder: string;
  onChange: (values: string[]) => void;
}

/** Segments or campaigns, chosen by name; the rule holds their ids. */
export function ReferencesInput(props: ReferencesInputProps) {
  const { label, collection, values, except, placeholder, onChange } = props;
  const names = useNames(collection, values);
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
      <Combobox
        label={label}
        labelHidden
        placeholder={values.length === 0 ? placeholder : 'or…'}
        nothing="Nothing found"
        queryKey={[collection, 'named']}
        find={(search, signal) => findNamed(collection, search, signal)}
        leaveOut={except === undefined ? values : [...values, except]}
        choiceOf={(item) => item}
        onSelect={(item) => item && onChange([...values, item.id])}
        className="picker-bare"
      />
    </div>
  );
}
