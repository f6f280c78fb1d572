import { describe, expect, it } from 'vitest';
import type { RuleGroup } from '@/lib/api/types';
import { operatorLabel } from './operators';
import { parsePeriod, periodText } from './period';
import {
  conditionAt,
  groupOf,
  keyOf,
  operatorsOf,
  toQuery,
  toRule,
  unfinished,
  type BuilderField,
  type BuilderQuery,
} from './rule';
import { estimateWords, formatAbout, timeLeft } from './words';

const plain = { options: [], where: [], values: [] };

const fields: BuilderField[] = [
  { ...plain, name: 'city', label: 'City', type: 'TEXT', operators: ['=', 'in', 'null'] },
  {
    name: 'orders.total',
    label: 'Total',
    type: 'NUMBER',
    operators: ['>=', 'between', 'in'],
    options: ['within', 'where'],
    where: [
      { name: 'category', values: ['Shoes'] },
      { name: 'channel', values: [] },
    ],
    values: [],
  },
  { ...plain, name: 'orders.average', label: 'Average', type: 'NUMBER', operators: ['>='] },
  {
    ...plain,
    name: 'orders.lastAt',
    label: 'Last order',
    type: 'INSTANT',
    operators: ['notWithinLast', 'before'],
  },
  { ...plain, name: 'consent.email', label: 'Agreed', type: 'BOOLEAN', operators: ['='] },
  { ...plain, name: 'birthDate', label: 'Birthday', type: 'DATE', operators: ['anniversaryWithinNext'] },
  { ...plain, name: 'attributes.plan', label: 'Plan', type: 'TEXT', operators: ['='] },
  { ...plain, name: 'segment', label: 'Segment', type: 'SEGMENT', operators: ['in', 'notIn'] },
  { ...plain, name: 'attributes.home', label: 'Home', type: 'PLACE', operators: ['near'] },
];

const published: RuleGroup = {
  combinator: 'and',
  rules: [
    { field: 'orders.total', operator: '>=', value: 5000, within: 'P90D', where: { category: ['Shoes'] } },
    { field: 'orders.lastAt', operator: 'notWithinLast', value: 'P30D' },
    { field: 'orders.lastAt', operator: 'before', value: '2026-11-01T10:00:00+05:30' },
    { field: 'birthDate', operator: 'anniversaryWithinNext', value: 'P1M' },
    { field: 'segment', operator: 'notIn', value: ['s1'] },
    { field: 'attributes.home', operator: 'near', value: 'Pune' },
    {
      combinator: 'or',
      not: true,
      rules: [
        { field: 'city', operator: 'in', value: ['Pune', 'Mumbai'] },
        { field: 'attributes.plan', operator: '=', value: 'gold' },
        { field: 'consent.email', operator: '=', value: false },
        { field: 'city', operator: 'null' },
        { field: 'orders.total', operator: 'between', value: [1, 2.5] },
      ],
    },
  ],
};

const builder = (rule: BuilderQuery['rules'][number]): BuilderQuery => ({ combinator: 'and', rules: [rule] });

describe('a rule', () => {
  it('is the same after going through the builder', () => {
    expect(toRule(toQuery(published, fields), fields)).toEqual(published);
  });

  it('says before and after of points in time, whichever way it was written', () => {
    const rule = (operator: string): RuleGroup => ({
      combinator: 'and',
      rules: [
        { field: 'orders.lastAt', operator, value: '2026-11-01' },
        { field: 'orders.total', operator, value: 5 },
      ],
    });
    const operators = (from: RuleGroup) =>
      toRule(toQuery(from, fields), fields).rules.map((part) => 'operator' in part && part.operator);
    expect(operators(rule('<'))).toEqual(['before', '<']);
    expect(operators(rule('>'))).toEqual(['after', '>']);
    expect(operators(rule('<='))).toEqual(['<=', '<=']);
    const time = { ...plain, name: 'createdAt', label: 'Added', operators: ['<', '<=', 'before', 'null'] };
    expect(operatorsOf({ ...time, type: 'INSTANT' })).toEqual(['<=', 'before', 'null']);
    expect(operatorsOf({ ...time, type: 'NUMBER' })).toEqual(['<', '<=', 'before', 'null']);
    expect(operatorsOf({ ...time, type: 'DATE', operators: ['<'] })).toEqual(['<']);
  });

  it('gets the ids that the builder needs, and loses them again', () => {
    const query = toQuery(published, fields);
    expect(query.id).toBeTruthy();
    expect(query.rules.every((rule) => rule.id)).toBe(true);
    expect(JSON.stringify(toRule(query, fields))).not.toMatch(/"(id|path|valueSource)"/);
  });

  it('is sent with numbers as numbers and lists as arrays, whatever the inputs hold', () => {
    expect(
      toRule(
        {
          combinator: 'and',
          not: false,
          id: 'g',
          rules: [
            { id: 'a', field: 'orders.total', operator: '>=', value: '5000', valueSource: 'value' },
            { id: 'b', field: 'city', operator: 'in', value: 'Pune' },
            { id: 'c', field: 'consent.email', operator: '=', value: '' },
            { id: 'd', field: 'orders.total', operator: 'in', value: ['1', '2.50'] },
            { id: 'e', field: 'city', operator: '=', value: ['Pune', 'Delhi'] },
          ],
        },
        fields,
      ),
    ).toEqual({
      combinator: 'and',
      rules: [
        { field: 'orders.total', operator: '>=', value: 5000 },
        { field: 'city', operator: 'in', value: ['Pune'] },
        { field: 'consent.email', operator: '=', value: true },
        { field: 'orders.total', operator: 'in', value: [1, 2.5] },
        { field: 'city', operator: '=', value: 'Pune' },
      ],
    });
  });

  it.each(['city', 'orders.average'])(
    'drops what the server does not list among the options of %s',
    (field) => {
      const query = builder({ field, operator: '>=', value: '5', within: 'P90D', where: { sku: ['SH-9'] } });
      expect(Object.keys(toRule(query, fields).rules[0] ?? {})).toEqual(['field', 'operator', 'value']);
    },
  );

  it('is sent only with kinds of items that the server lists', () => {
    const query = builder({
      field: 'orders.total',
      operator: '>=',
      value: '5',
      where: { category: ['Shoes'], channel: [], sku: ['SH-9'] },
    });
    expect(toRule(query, fields).rules).toEqual([
      { field: 'orders.total', operator: '>=', value: 5, where: { category: ['Shoes'] } },
    ]);
  });

  it('keeps text that looks like a number as text', () => {
    expect(toRule(builder({ field: 'city', operator: '=', value: '411001' }), fields).rules).toEqual([
      { field: 'city', operator: '=', value: '411001' },
    ]);
  });
});

describe('what is unfinished', () => {
  it.each([
    ['an empty text', { field: 'city', operator: '=', value: '' }, 1],
    ['a text', { field: 'city', operator: '=', value: 'Pune' }, 0],
    ['no value needed', { field: 'city', operator: 'null', value: '' }, 0],
    ['an empty list', { field: 'city', operator: 'in', value: [] }, 1],
    ['no segment', { field: 'segment', operator: 'in', value: '' }, 1],
    ['half a range', { field: 'orders.total', operator: 'between', value: ['1', ''] }, 1],
    ['a number', { field: 'orders.total', operator: '>=', value: '5000' }, 0],
    ['not a number', { field: 'orders.total', operator: '>=', value: '-' }, 1],
    ['true or false', { field: 'consent.email', operator: '=', value: '' }, 0],
    ['a window of no length', { field: 'orders.total', operator: '>=', value: '5', within: '' }, 1],
    ['a window', { field: 'orders.total', operator: '>=', value: '5', within: 'P1D' }, 0],
    ['a window that the field has none of', { field: 'city', operator: '=', value: 'Pune', within: '' }, 0],
    ['a period left by another operator', { field: 'orders.lastAt', operator: 'before', value: 'P30D' }, 1],
    [
      'a day left by another operator',
      { field: 'birthDate', operator: 'anniversaryWithinNext', value: '2026-01-01' },
      1,
    ],
    ['a day as a point in time', { field: 'orders.lastAt', operator: 'before', value: '2026-01-01' }, 0],
  ])('%s', (_, rule, count) => {
    expect(unfinished(builder(rule), fields)).toBe(count);
  });

  it('an empty group, however deep, and each condition are counted', () => {
    const query: BuilderQuery = {
      combinator: 'and',
      rules: [
        { field: 'city', operator: '=', value: '' },
        { combinator: 'or', rules: [{ combinator: 'or', rules: [] }] },
        { field: 'city', operator: '=', value: 'Pune' },
      ],
    };
    expect(unfinished(query, fields)).toBe(2);
    expect(unfinished({ combinator: 'and', rules: [] }, fields)).toBe(1);
  });
});

it('finds the condition that a pointer is about, and none where it is about something else', () => {
  const found = (pointer: string) => conditionAt(published, pointer);
  expect(found('/rule/rules/6/rules/1/value')).toBe(
    keyOf({ field: 'attributes.plan', operator: '=', value: 'gold' }),
  );
  expect(found('/rules/1')).toBe(keyOf({ field: 'orders.lastAt', operator: 'notWithinLast', value: 'P30D' }));
  for (const pointer of ['/name', '/rule', '/rule/rules/6', '/rule/rules/9', '/rule/rules/0/rules/0']) {
    expect(found(pointer)).toBeUndefined();
  }
});

it('calls a group by what it asks', () => {
  expect(groupOf('and', false).label).toBe('All of these');
  expect(groupOf('or', undefined).label).toBe('Any of these');
  expect(groupOf('or', true).label).toBe('None of these');
  expect(groupOf('and', true).label).toBe('Not all of these');
});

it('names operators by what they compare', () => {
  expect(operatorLabel('NUMBER', '>=')).toBe('≥');
  expect(operatorLabel('DATE', '=')).toBe('is on');
  expect(operatorLabel('INSTANT', '>=')).toBe('is on or after');
  expect(operatorLabel('SEGMENT', 'notIn')).toBe('is in none of');
  expect(operatorLabel('TEXT', 'in')).toBe('is one of');
  expect(operatorLabel('PLACE', 'near')).toBe('near');
});

it('periods of one unit are a number and a unit, others stay as they are', () => {
  for (const [text, period] of [
    ['P30D', { amount: '30', unit: 'D' }],
    ['PT12H', { amount: '12', unit: 'H' }],
    ['P2W', { amount: '2', unit: 'W' }],
    ['P1M', { amount: '1', unit: 'M' }],
    ['P1Y', { amount: '1', unit: 'Y' }],
  ] as const) {
    expect(parsePeriod(text)).toEqual(period);
    expect(periodText(period)).toBe(text);
  }
  expect(parsePeriod('P1Y6M')).toBeNull();
  expect(parsePeriod('2026-01-01')).toEqual({ amount: '', unit: 'D' });
  expect(periodText({ amount: '-1', unit: 'D' })).toBe('');
});

it.each([
  [12_437, 12_137, 12_712, '12,400', '12,100–12,800'],
  [7, 3, 11, '7', '3–11'],
  [0, 0, 1, '0', '0–1'],
])('%i, between %i and %i, is about %s (%s)', (count, low, high, about, between) => {
  expect(estimateWords({ count, low, high })).toEqual({ about, between });
});

it('says no more than is known', () => {
  expect(formatAbout(12_437)).toBe('12,400');
  expect(timeLeft(12)).toBe('less than a minute left');
  expect(timeLeft(95)).toBe('about 2 min left');
  expect(timeLeft(3 * 3600 - 5)).toBe('about 3 h left');
});
