import { Link } from 'react-router';
import { fullName } from '@/lib/format';
import { useCustomer } from './api';

/** Leads to a customer, whom figures know by id alone. */
export function CustomerName({ id }: { id: string }) {
  const customer = useCustomer(id);
  return <Link to={`/customers/${id}`}>{customer.data ? fullName(customer.data) : id}</Link>;
}

/** A sentence about customers, with names where it has their ids. */
export function Named({ words, ids }: { words: string; ids: readonly string[] }) {
  const id = ids.find((one) => one !== '' && words.includes(one));
  if (id === undefined) return words;
  const at = words.indexOf(id);
  return (
    <>
      <Named words={words.slice(0, at)} ids={ids} />
      <CustomerName id={id} />
      <Named words={words.slice(at + id.length)} ids={ids} />
    </>
  );
}
