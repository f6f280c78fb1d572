import type { AttributeValue, Customer, CustomerChange } from '@/lib/api/types';

const textFields = [
  'externalId',
  'firstName',
  'lastName',
  'email',
  'phone',
  'city',
  'country',
  'birthDate',
  'timeZone',
] as const;
type TextField = (typeof textFields)[number];

/** A customer as the form holds one: every input has a text. */
export type CustomerDraft = Record<TextField, string> & {
  tags: string[];
  attributes: { name: string; value: string }[];
  consent: { email: boolean; sms: boolean };
};

export function draftOf(customer?: Customer): CustomerDraft {
  const texts = Object.fromEntries(textFields.map((field) => [field, customer?.[field] ?? ''])) as Record<
    TextField,
    string
  >;
  return {
    ...texts,
    tags: customer?.tags ?? [],
    attributes: Object.entries(customer?.attributes ?? {}).map(([name, value]) => ({
      name,
      value: attributeText(value),
    })),
    consent: { email: customer?.consent?.email ?? false, sms: customer?.consent?.sms ?? false },
  };
}

export function attributeText(value: AttributeValue | undefined): string {
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
}

/** Numbers and true/false are kept as such, so that rules can compare them. */
export function attributeValue(text: string): AttributeValue {
  const trimmed = text.trim();
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  // Anything that does not print back as typed (007, 1e3, +44…) is a code, not a quantity.
  return trimmed !== '' && String(Number(trimmed)) === trimmed ? Number(trimmed) : trimmed;
}

function attributesOf(draft: CustomerDraft, before: CustomerDraft): Record<string, AttributeValue> {
  const named = draft.attributes.filter(({ name, value }) => name.trim() !== '' && value.trim() !== '');
  const kept = new Set(named.map(({ name }) => name.trim()));
  const unchanged = new Set(before.attributes.map(({ name, value }) => `${name}\u0000${value}`));
  return Object.fromEntries([
    ...before.attributes.filter(({ name }) => !kept.has(name)).map(({ name }) => [name, null] as const),
    ...named
      .filter(({ name, value }) => !unchanged.has(`${name}\u0000${value}`))
      .map(({ name, value }) => [name.trim(), attributeValue(value)] as const),
  ]);
}

/** What differs from the customer as it was (nothing, for a new one); `null` clears. */
export function changesIn(draft: CustomerDraft, customer?: Customer): CustomerChange {
  const before = draftOf(customer);
  const change: CustomerChange = {};
  for (const field of textFields) {
    const value = draft[field].trim();
    if (value !== before[field]) change[field] = value === '' ? null : value;
  }
  if (draft.tags.join('\n') !== before.tags.join('\n')) change.tags = draft.tags;
  const attributes = attributesOf(draft, before);
  if (Object.keys(attributes).length > 0) change.attributes = attributes;
  if (draft.consent.email !== before.consent.email || draft.consent.sms !== before.consent.sms) {
    change.consent = draft.consent;
  }
  return change;
}
