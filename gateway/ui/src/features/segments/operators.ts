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
  anniversaryWithinNext: 'has an anniversary within the next',
};

const signs: Record<string, string> = { '=': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

const listWords: Record<string, string> = {
  '=': 'has',
  '!=': 'has not',
  in: 'has any of',
  notIn: 'has none of',
  contains: 'contains',
};

export function operatorLabel(type: string, operator: string): string {
  if (type === 'NUMBER' && signs[operator]) return signs[operator];
  if (type === 'TEXT_LIST' && listWords[operator]) return listWords[operator];
  return words[operator] ?? operator;
}

const groups: [label: string, test: (name: string) => boolean][] = [
  ['Orders', (name) => name.startsWith('orders.')],
  ['Messages', (name) => name.startsWith('messages.')],
  ['Consent', (name) => name.startsWith('consent.')],
  ['Attributes', (name) => name.startsWith('attributes.')],
  ['Other segments', (name) => name === 'segment'],
];

export function fieldGroup(name: string): string {
  return groups.find(([, test]) => test(name))?.[0] ?? 'Profile';
}
