import { prepareRuleGroup, type RuleGroupType, type RuleType } from 'react-querybuilder';
import type { Rule, RuleField, RuleGroup, Scalar } from '@/lib/api/types';

/**
 * Between the API's rule and the builder's query. The builder keeps ids, paths and values as they
 * are typed; the API wants numbers as numbers, lists as arrays, and nothing it does not know.
 */

export interface BuilderRule extends RuleType {
  within?: string;
  where?: Record<string, string[]>;
}

export type BuilderQuery = RuleGroupType<BuilderRule>;

/** A field of the server's, which may be of a type that it learnt later than this: its values are edited as text. */
export type BuilderField = Omit<RuleField, 'type'> & { type: string };

export type ValueKind =
  'none' | 'period' | 'segments' | 'list' | 'range' | 'boolean' | 'number' | 'date' | 'instant' | 'text';

export function valueKind(type: string | undefined, operator: string): ValueKind {
  if (type === 'SEGMENT') return 'segments';
  switch (operator) {
    case 'null':
    case 'notNull':
      return 'none';
    case 'withinLast':
    case 'notWithinLast':
    case 'anniversaryWithinNext':
      return 'period';
    case 'in':
    case 'notIn':
      return 'list';
    case 'between':
    case 'notBetween':
      return 'range';
    default:
      return singleKind(type);
  }
}

export function singleKind(type: string | undefined): ValueKind {
  switch (type) {
    case 'NUMBER':
      return 'number';
    case 'BOOLEAN':
      return 'boolean';
    case 'DATE':
      return 'date';
    case 'INSTANT':
      return 'instant';
    default:
      return 'text';
  }
}

/** Whether the field can be asked about a stretch of time. */
export function hasWithin(field: BuilderField | undefined): boolean {
  return field?.options.includes('within') ?? false;
}

/** What the occurrences that the field counts can be narrowed by. */
export function whereOf(field: BuilderField | undefined): { name: string; values: string[] }[] {
  return field?.options.includes('where') ? field.where : [];
}

export function asText(value: unknown): string {
  if (Array.isArray(value)) return asText(value[0]);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

export function asList(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(asText).filter((item) => item !== '');
  const text = asText(value);
  return text === '' ? [] : [text];
}

export function asRange(value: unknown): [string, string] {
  return Array.isArray(value) ? [asText(value[0]), asText(value[1])] : [asText(value), ''];
}

export function asBoolean(value: unknown): boolean {
  return value !== false && value !== 'false';
}

function scalar(type: string | undefined, text: string): Scalar {
  return type === 'NUMBER' && text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text.trim();
}

function valueOf(rule: BuilderRule, type: string | undefined): Pick<Rule, 'value'> {
  switch (valueKind(type, rule.operator)) {
    case 'none':
      return {};
    case 'list':
    case 'segments':
      return { value: asList(rule.value).map((text) => scalar(type, text)) };
    case 'range':
      return { value: asRange(rule.value).map((text) => scalar(type, text)) };
    case 'boolean':
      return { value: asBoolean(rule.value) };
    default:
      return { value: scalar(type, asText(rule.value)) };
  }
}

function isGroup<R extends object>(part: R): part is Extract<R, { rules: unknown }> {
  return 'rules' in part;
}

/** What is sent of a condition: exactly the published shape. */
export function toCondition(from: BuilderRule, field: BuilderField | undefined): Rule {
  const allowed = whereOf(field).map(({ name }) => name);
  const where = Object.entries(from.where ?? {}).filter(
    ([name, values]) => allowed.includes(name) && values.length > 0,
  );
  return {
    field: from.field,
    operator: from.operator,
    ...valueOf(from, field?.type),
    ...(from.within && hasWithin(field) ? { within: from.within } : {}),
    ...(where.length > 0 ? { where: Object.fromEntries(where) } : {}),
  };
}

/** What is sent. */
export function toRule(query: BuilderQuery, fields: readonly BuilderField[]): RuleGroup {
  const known = new Map(fields.map((field) => [field.name, field]));
  const group = (from: BuilderQuery): RuleGroup => ({
    combinator: from.combinator === 'or' ? 'or' : 'and',
    ...(from.not ? { not: true } : {}),
    rules: from.rules.map((part) => (isGroup(part) ? group(part) : toCondition(part, known.get(part.field)))),
  });
  return group(query);
}

/** For points in time there are two ways to write each: the one that people are offered says it in words. */
const timeOperators: Record<string, string> = { '<': 'before', '>': 'after' };

function isTime(type: string | undefined): boolean {
  return type === 'DATE' || type === 'INSTANT';
}

/** The operators that a person chooses from. */
export function operatorsOf({ type, operators }: BuilderField): string[] {
  return operators.filter((operator) => !(isTime(type) && operators.includes(timeOperators[operator] ?? '')));
}

/** What the builder edits: the same rule with the ids it needs. */
export function toQuery(rule: RuleGroup, fields: readonly BuilderField[]): BuilderQuery {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const operator = (from: Rule) =>
    isTime(types.get(from.field)) ? (timeOperators[from.operator] ?? from.operator) : from.operator;
  const group = (from: RuleGroup): BuilderQuery => ({
    combinator: from.combinator,
    not: from.not ?? false,
    rules: from.rules.map((part) =>
      isGroup(part) ? group(part) : { ...part, operator: operator(part), value: part.value ?? '' },
    ),
  });
  return prepareRuleGroup<BuilderQuery>(group(rule));
}

export function emptyQuery(fields: readonly BuilderField[]): BuilderQuery {
  const field = fields.find(({ name }) => name === 'city') ?? fields[0];
  return prepareRuleGroup<BuilderQuery>({
    combinator: 'and',
    not: false,
    rules: field ? [{ field: field.name, operator: field.operators[0] ?? '=', value: '' }] : [],
  });
}

/** A rule that asks all that both ask, without more nesting than that needs. */
export function bothOf(one: RuleGroup, other: RuleGroup): RuleGroup {
  const parts = (rule: RuleGroup) => (rule.combinator === 'and' && !rule.not ? rule.rules : [rule]);
  return { combinator: 'and', rules: [...parts(one), ...parts(other)] };
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

function isFilled(rule: BuilderRule, field: BuilderField | undefined): boolean {
  const type = field?.type;
  const kind = valueKind(type, rule.operator);
  const single = (of: ValueKind, text: string): boolean => {
    switch (of) {
      case 'number':
        return text.trim() !== '' && !Number.isNaN(Number(text));
      case 'date':
        return DATE.test(text);
      case 'instant':
        return DATE.test(text) || INSTANT.test(text);
      case 'period':
        return text.startsWith('P');
      default:
        return text.trim() !== '';
    }
  };
  // A window without a length would silently become "ever".
  if (hasWithin(field) && rule.within === '') return false;
  switch (kind) {
    case 'none':
    case 'boolean':
      return true;
    case 'list':
    case 'segments':
      return asList(rule.value).length > 0;
    case 'range':
      return asRange(rule.value).every((text) => single(singleKind(type), text));
    default:
      return single(kind, asText(rule.value));
  }
}

/** How many conditions and groups lack what they need for the server to be asked about them. */
export function unfinished(query: BuilderQuery, fields: readonly BuilderField[]): number {
  const known = new Map(fields.map((field) => [field.name, field]));
  const count = (group: BuilderQuery): number =>
    group.rules.length === 0
      ? 1
      : group.rules.reduce(
          (sum, part) => sum + (isGroup(part) ? count(part) : isFilled(part, known.get(part.field)) ? 0 : 1),
          0,
        );
  return count(query);
}

/**
 * The same for two parts of rules exactly if they are sent the same: what is known of a condition belongs to it wherever
 * it is moved, and no longer once it is edited.
 */
export function keyOf(part: Rule | RuleGroup): string {
  return JSON.stringify(part);
}

/** The condition that a JSON pointer into a request is about, by its key; nothing where it is about none. */
export function conditionAt(rule: RuleGroup, pointer: string): string | undefined {
  const path = [...pointer.matchAll(/\/rules\/(\d+)/g)].map((match) => Number(match[1]));
  let part: Rule | RuleGroup | undefined = rule;
  for (const at of path) part = part && isGroup(part) ? part.rules[at] : undefined;
  return part && !isGroup(part) ? keyOf(part) : undefined;
}

/** What a group asks of its parts, in the words that it is chosen by. */
export const GROUPS = [
  { name: 'and', label: 'All of these', combinator: 'and', not: false },
  { name: 'or', label: 'Any of these', combinator: 'or', not: false },
  { name: 'none', label: 'None of these', combinator: 'or', not: true },
  { name: 'not-all', label: 'Not all of these', combinator: 'and', not: true },
] as const;

export function groupOf(combinator: string | undefined, not: boolean | undefined): (typeof GROUPS)[number] {
  return GROUPS.find((group) => group.combinator === combinator && group.not === (not ?? false)) ?? GROUPS[0];
}
