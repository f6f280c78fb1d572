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
  'none' | 'period' | 'list' | 'range' | 'boolean' | 'number' | 'date' | 'instant' | 'text';

export function valueKind(type: string | undefined, operator: string): ValueKind {
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

/** What the items that the field counts can be narrowed by. */
export function whereNames(field: BuilderField | undefined): string[] {
  if (!field?.options.includes('where')) return [];
  return field.name.startsWith('orders.') ? ['category', 'sku', 'channel'] : ['campaign'];
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

/** What is sent: exactly the published shape. */
export function toRule(query: BuilderQuery, fields: readonly BuilderField[]): RuleGroup {
  const known = new Map(fields.map((field) => [field.name, field]));
  const group = (from: BuilderQuery): RuleGroup => ({
    combinator: from.combinator === 'or' ? 'or' : 'and',
    ...(from.not ? { not: true } : {}),
    rules: from.rules.map((part) => (isGroup(part) ? group(part) : rule(part))),
  });
  const rule = (from: BuilderRule): Rule => {
    const field = known.get(from.field);
    const allowed = whereNames(field);
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
  };
  return group(query);
}

/** What the builder edits: the same rule with the ids it needs. */
export function toQuery(rule: RuleGroup): BuilderQuery {
  const group = (from: RuleGroup): BuilderQuery => ({
    combinator: from.combinator,
    not: from.not ?? false,
    rules: from.rules.map((part) => (isGroup(part) ? group(part) : { ...part, value: part.value ?? '' })),
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

/** Whether every condition has what it needs, so that the server can be asked about it. */
export function isComplete(query: BuilderQuery, fields: readonly BuilderField[]): boolean {
  const types = new Map(fields.map((field) => [field.name, field.type]));
  const filled = (rule: BuilderRule): boolean => {
    const type = types.get(rule.field);
    const kind = valueKind(type, rule.operator);
    switch (kind) {
      case 'none':
      case 'boolean':
        return true;
      case 'list':
        return asList(rule.value).length > 0;
      case 'range':
        return asRange(rule.value).every((text) => text.trim() !== '');
      case 'number':
        return asText(rule.value).trim() !== '' && !Number.isNaN(Number(asText(rule.value)));
      default:
        return asText(rule.value).trim() !== '';
    }
  };
  const whole = (group: BuilderQuery): boolean =>
    group.rules.length > 0 && group.rules.every((part) => (isGroup(part) ? whole(part) : filled(part)));
  return whole(query);
}

/** The builder's path of the condition that a JSON pointer is about: `/rule/rules/1/value` → `1`. */
export function pathKeyOf(pointer: string): string {
  return [...pointer.matchAll(/\/rules\/(\d+)/g)].map((match) => match[1]).join('-');
}
