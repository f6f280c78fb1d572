import type { Customer, Rule, RuleField, RuleGroup } from '@/lib/api/types';
import type { World } from './world';

const presence = ['null', 'notNull'];
const order = ['=', '!=', '<', '<=', '>', '>=', 'between', 'notBetween'];
const times = [
  'before',
  'after',
  'between',
  'notBetween',
  'withinLast',
  'notWithinLast',
  'anniversaryWithinNext',
];
const operators = {
  text: ['=', '!=', 'in', 'notIn', 'contains', 'doesNotContain', 'beginsWith', 'endsWith', ...presence],
  list: ['=', '!=', 'contains', 'doesNotContain', 'in', 'notIn', ...presence],
  number: [...order, 'in', 'notIn', ...presence],
  boolean: ['=', '!=', ...presence],
  date: ['=', '!=', ...times, ...presence],
  instant: [...times, ...presence],
};

const plain = { options: [], where: [], values: [] };
const text = { ...plain, type: 'TEXT', operators: operators.text };
const instant = { ...plain, type: 'INSTANT', operators: operators.instant };
const ofOrders = {
  type: 'NUMBER',
  operators: operators.number,
  options: ['within', 'where'],
  where: [
    { name: 'category', values: ['Gear', 'Jackets', 'Shoes', 'Socks'] },
    { name: 'sku', values: ['BT-1', 'JK-4', 'SH-9', 'SO-2'] },
    { name: 'channel', values: ['store', 'web'] },
  ],
  values: [],
};
const ofMessages = {
  type: 'NUMBER',
  operators: operators.number,
  options: ['within', 'where'],
  where: [{ name: 'campaign', values: ['k1', 'k3'] }],
  values: [],
};

/** What can be asked, and one thing of a type that is not known here. */
export const fields: (Omit<RuleField, 'type'> & { type: string })[] = [
  { ...text, name: 'firstName', label: 'First name' },
  { ...text, name: 'city', label: 'City', values: ['Pune', 'Mumbai', 'Delhi'] },
  { ...text, name: 'country', label: 'Country', values: ['IN'] },
  {
    ...plain,
    name: 'tags',
    label: 'Tags',
    type: 'TEXT_LIST',
    operators: operators.list,
    values: ['vip', 'newsletter'],
  },
  { ...plain, name: 'birthDate', label: 'Birthday', type: 'DATE', operators: operators.date },
  { ...plain, name: 'age', label: 'Age', type: 'NUMBER', operators: operators.number },
  { ...instant, name: 'createdAt', label: 'Customer since' },
  { ...text, name: 'attributes.plan', label: 'plan', values: ['gold', 'silver'] },
  {
    ...plain,
    name: 'consent.email',
    label: 'Agreed to e-mail',
    type: 'BOOLEAN',
    operators: operators.boolean,
  },
  { ...ofOrders, name: 'orders.count', label: 'Number of orders' },
  { ...ofOrders, name: 'orders.total', label: 'Total spent' },
  { ...ofOrders, name: 'orders.average', label: 'Average order' },
  { ...instant, name: 'orders.firstAt', label: 'First order' },
  { ...instant, name: 'orders.lastAt', label: 'Last order' },
  { ...ofMessages, name: 'messages.sent', label: 'Messages sent' },
  { ...ofMessages, name: 'messages.opened', label: 'Messages opened' },
  { ...plain, name: 'segment', label: 'Segment', type: 'SEGMENT', operators: ['in', 'notIn'] },
  { ...plain, name: 'attributes.home', label: 'home', type: 'PLACE', operators: ['near', ...presence] },
];

const DAY = 86_400_000;
const units: Record<string, { word: string; millis: number }> = {
  H: { word: 'hour', millis: DAY / 24 },
  D: { word: 'day', millis: DAY },
  W: { word: 'week', millis: 7 * DAY },
  M: { word: 'month', millis: 30 * DAY },
  Y: { word: 'year', millis: 365 * DAY },
};

/** Near enough for trying the UI: months are 30 days here. */
function spanOf(period: string) {
  const match = /^PT?(\d+)([HDWMY])$/.exec(period);
  const unit = units[match?.[2] ?? ''];
  const count = Number(match?.[1] ?? 0);
  return unit
    ? { millis: count * unit.millis, words: `${count} ${unit.word}${count === 1 ? '' : 's'}` }
    : { millis: 0, words: period };
}

function ordersFor(world: World, customerId: string, { within, where = {} }: Rule) {
  const since = within ? Date.now() - spanOf(within).millis : 0;
  return world.orders
    .filter(
      (one) =>
        one.customerId === customerId &&
        one.status !== 'CANCELLED' &&
        new Date(one.placedAt).getTime() > since &&
        (!where.channel || where.channel.includes(one.channel ?? '')) &&
        one.items?.some(
          (item) =>
            (!where.category || where.category.includes(item.category ?? '')) &&
            (!where.sku || where.sku.includes(item.sku)),
        ),
    )
    .sort((a, b) => a.placedAt.localeCompare(b.placedAt));
}

/** What a condition sees of a customer; nothing where there is no value. */
export function valueFor(world: World, customer: Customer, rule: Rule): unknown {
  const { field } = rule;
  if (field.startsWith('orders.')) {
    const orders = ordersFor(world, customer.id, rule);
    const total = orders.reduce((sum, one) => sum + Number(one.total), 0);
    switch (field.slice('orders.'.length)) {
      case 'count':
        return orders.length;
      case 'total':
        return total;
      case 'average':
        return orders.length === 0 ? undefined : total / orders.length;
      case 'firstAt':
        return orders[0]?.placedAt;
      default:
        return orders.at(-1)?.placedAt;
    }
  }
  if (field.startsWith('messages.')) {
    const sent = world.messages.filter(
      ({ customerId, state }) => customerId === customer.id && state === 'SENT',
    );
    return field === 'messages.sent' ? sent.length : 0;
  }
  if (field === 'age') {
    return customer.birthDate
      ? Math.floor((Date.now() - new Date(customer.birthDate).getTime()) / (365.2425 * DAY))
      : undefined;
  }
  if (field.startsWith('attributes.')) return customer.attributes?.[field.slice('attributes.'.length)];
  if (field === 'consent.email') return customer.consent?.email;
  return customer[field as keyof Customer];
}

/** When time alone may change whether a condition holds: only where it looks at how long ago something was. */
export function changeOf(world: World, customer: Customer, rule: Rule): string | undefined {
  if (rule.operator !== 'withinLast' && rule.operator !== 'notWithinLast') return undefined;
  const seen = valueFor(world, customer, rule);
  const at = typeof seen === 'string' ? new Date(seen).getTime() + spanOf(String(rule.value)).millis : 0;
  return at > Date.now() ? new Date(at).toISOString() : undefined;
}

const fold = (value: unknown) => String(value).toLowerCase();
const same = (left: unknown, right: unknown) => fold(left) === fold(right);
const time = (value: unknown) => (typeof value === 'string' ? new Date(value).getTime() : Number(value));

function daysUntil(date: Date): number {
  const inYear = (of: Date) => Date.UTC(2000, of.getUTCMonth(), of.getUTCDate());
  const ahead = inYear(date) - inYear(new Date());
  return ahead < 0 ? ahead + 366 * DAY : ahead;
}

export function meets(world: World, customer: Customer, rule: Rule): boolean {
  const values = Array.isArray(rule.value) ? rule.value : [rule.value];
  if (rule.field === 'segment') {
    const inAny = world.segments.some(
      ({ id, rule: other }) => values.includes(id) && matches(world, customer, other),
    );
    return (rule.operator === 'in') === inAny;
  }
  const actual = valueFor(world, customer, rule);
  const own = Array.isArray(actual) ? (actual as unknown[]) : [actual];
  const [first, second] = values;
  switch (rule.operator) {
    case '=':
    case 'in':
      return own.some((item) => values.some((value) => same(item, value)));
    case '!=':
    case 'notIn':
      return !own.some((item) => values.some((value) => same(item, value)));
    case '>':
    case 'after':
      return time(actual) > time(first);
    case '>=':
      return time(actual) >= time(first);
    case '<':
    case 'before':
      return time(actual) < time(first);
    case '<=':
      return time(actual) <= time(first);
    case 'between':
      return time(actual) >= time(first) && time(actual) <= time(second);
    case 'notBetween':
      return !(time(actual) >= time(first) && time(actual) <= time(second));
    case 'withinLast':
      return actual !== undefined && Date.now() - time(actual) < spanOf(String(first)).millis;
    case 'notWithinLast':
      return actual === undefined || Date.now() - time(actual) >= spanOf(String(first)).millis;
    case 'anniversaryWithinNext':
      return actual !== undefined && daysUntil(new Date(time(actual))) <= spanOf(String(first)).millis;
    case 'contains':
      return own.some((item) => fold(item).includes(fold(first)));
    case 'doesNotContain':
      return !own.some((item) => fold(item).includes(fold(first)));
    case 'beginsWith':
      return own.some((item) => fold(item).startsWith(fold(first)));
    case 'endsWith':
      return own.some((item) => fold(item).endsWith(fold(first)));
    case 'null':
      return actual === undefined;
    default:
      return actual !== undefined;
  }
}

/** Enough of the rules to try the UI; campaign-service is the one that knows them. */
export function matches(world: World, customer: Customer, rule: RuleGroup): boolean {
  const results = rule.rules.map((part) =>
    'rules' in part ? matches(world, customer, part) : meets(world, customer, part),
  );
  const result = rule.combinator === 'and' ? results.every(Boolean) : results.some(Boolean);
  return rule.not ? !result : result;
}

const words: Record<string, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is below',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
  in: 'is',
  notIn: 'is none of',
  between: 'is between',
  notBetween: 'is not between',
  contains: 'contains',
  doesNotContain: 'does not contain',
  beginsWith: 'begins with',
  endsWith: 'ends with',
  null: 'is not known',
  notNull: 'is known',
  before: 'is before',
  after: 'is after',
  withinLast: 'is within the last',
  notWithinLast: 'is not within the last',
  anniversaryWithinNext: 'has its anniversary within the next',
};

export function describeCondition(world: World, rule: Rule): string {
  const values = (Array.isArray(rule.value) ? rule.value : [rule.value ?? '']).map(String);
  if (rule.field === 'segment') {
    const names = values.map((id) => `“${world.segments.find((segment) => segment.id === id)?.name ?? id}”`);
    return `Is in ${rule.operator === 'in' ? '' : 'none of '}${names.join(' or ')}`;
  }
  const label = fields.find((field) => field.name === rule.field)?.label ?? rule.field;
  const joiner = rule.operator.toLowerCase().includes('between') ? ' and ' : ' or ';
  const value = values.map((one) => (/^PT?\d/.test(one) ? spanOf(one).words : one)).join(joiner);
  const where = Object.entries(rule.where ?? {}).map(([name, some]) => ` with ${name} ${some.join(' or ')}`);
  const within = rule.within ? ` in the last ${spanOf(rule.within).words}` : '';
  return `${label}${where.join('')}${within} ${words[rule.operator] ?? rule.operator} ${value}`.trim();
}

export function describe(world: World, rule: RuleGroup): string {
  const parts = rule.rules.map((part) =>
    'rules' in part
      ? part.not
        ? describe(world, part)
        : `(${describe(world, part)})`
      : describeCondition(world, part),
  );
  const joined = parts.join(rule.combinator === 'and' ? ' and ' : ' or ');
  return rule.not ? `not (${joined})` : joined;
}

/** Every condition with the pointer to it. */
export function conditionsIn(rule: RuleGroup, at = '/rule'): { pointer: string; rule: Rule }[] {
  return rule.rules.flatMap((part, index) => {
    const pointer = `${at}/rules/${index}`;
    return 'rules' in part ? conditionsIn(part, pointer) : [{ pointer, rule: part }];
  });
}

export function ruleFaults(rule: RuleGroup): { pointer: string; detail: string }[] {
  return conditionsIn(rule).flatMap(({ pointer, rule: part }) => {
    const field = fields.find(({ name }) => name === part.field);
    if (!field) return [{ pointer: `${pointer}/field`, detail: `There is no field ${part.field}.` }];
    const number = field.type === 'NUMBER' && !presence.includes(part.operator);
    const values = Array.isArray(part.value) ? part.value : [part.value];
    return number && values.some((value) => typeof value !== 'number')
      ? [{ pointer: `${pointer}/value`, detail: `${field.label} needs a number.` }]
      : [];
  });
}
