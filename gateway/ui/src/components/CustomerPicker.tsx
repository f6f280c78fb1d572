import { http } from '@/lib/api/http';
import type { Customer, Page } from '@/lib/api/types';
import { fullName } from '@/lib/format';
import { useCan } from '@/lib/session';
import { Combobox } from './Combobox';

interface CustomerPickerProps {
  label: string;
  labelHidden?: boolean;
  placeholder?: string;
  selected: Pick<Customer, 'id' | 'firstName' | 'lastName' | 'email' | 'externalId'> | null;
  onSelect: (customer: Customer | null) => void;
}

export function CustomerPicker(props: CustomerPickerProps) {
  const { label, labelHidden, selected, onSelect } = props;
  const searched = useCan('contact') ? 'Search by name or e-mail' : 'Search by name';
  const { placeholder = searched } = props;
  return (
    <Combobox
      label={label}
      labelHidden={labelHidden}
      placeholder={placeholder}
      nothing="Nobody found"
      queryKey={['customers', 'picker']}
      find={async (search, signal) => {
        const { items } = await http.get<Page<Customer>>('/api/customers', {
          query: { limit: 8, search },
          signal,
        });
        return items;
      }}
      choiceOf={(customer) => ({
        id: customer.id,
        name: fullName(customer),
        detail: [customer.email, customer.city].filter(Boolean).join(' · '),
      })}
      selected={selected ? fullName(selected) : undefined}
      onSelect={onSelect}
    />
  );
}
