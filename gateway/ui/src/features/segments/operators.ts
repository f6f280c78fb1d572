const words: Record<string, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
  between: 'is between',
  notBetween: 'is not between',
  in: 'is one of',
  notIn: 'is none of',
  contains: 'contains',
  doesNotContain: 'does not contain',
  beginsWith: 'begins with',
  endsWith: 'ends with',
  null: 'has no value',
  notNull: 'has a value',
  before: 'is before',
  after: 'is after',
  withinLast: 'is within the last',
  notWithinLast: 'is not within the last',
  anniversaryWithinNext: 'comes up within the next',
};

const signs: Record<string, string> = { '=': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

const listWords: Record<string, string> = {
  '=': 'has',
  '!=': 'has not',
  in: 'has any of',
  notIn: 'has none of',
  contains: 'contains',
};

const segmentWords: Record<string, string> = { in: 'is in any of', notIn: 'is in none of' };

const timeWords: Record<string, string> = {
  '=': 'is on',
  '!=': 'is not on',
  '<': 'is before',
  '<=': 'is on or before',
  '>': 'is after',
  '>=': 'is on or after',
};

export function operatorLabel(type: string, operator: string): string {
  const special =
    type === 'NUMBER'
      ? signs
      : type === 'TEXT_LIST'
        ? listWords
        : type === 'DATE' || type === 'INSTANT'
          ? timeWords
          : type === 'SEGMENT'
            ? segmentWords
            : {};
  return special[operator] ?? words[operator] ?? operator;
}

/** In the order that they are offered. */
export const FIELD_GROUPS = [
  'Profile',
  'Attributes',
  'Consent',
  'Orders',
  'Messages',
  'Other segments',
] as const;

export function fieldGroup(name: string): (typeof FIELD_GROUPS)[number] {
  if (name === 'segment') return 'Other segments';
  if (name.startsWith('attributes.')) return 'Attributes';
  if (name.startsWith('consent.')) return 'Consent';
  if (name.startsWith('orders.')) return 'Orders';
  if (name.startsWith('messages.')) return 'Messages';
  return 'Profile';
}
