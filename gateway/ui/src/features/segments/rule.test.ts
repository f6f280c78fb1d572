import { describe, expect, it } from 'vitest';
import type { RuleGroup } from '@/lib/api/types';
import { isComplete, pathKeyOf, toQuery, toRule, type BuilderField, type BuilderQuery } from './rule';

const plain = { options: [], values: [] };

const fields: BuilderField[] = [
  { ...plain, name: 'city', label: 'City', type: 'TEXT', operators: ['=', 'in', 'null'] },
  {
    name: 'orders.total',
    label: 'Total',
    type: 'NUMBER',
    operators: ['>=', 'between', 'in'],
    options: ['within', 'where'],
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
];

const published: RuleGroup = {
  combinator: 'and',
  rules: [
    { field: 'orders.total', operator: '>=', value: 5000, within: 'P90D', where: { category: ['Shoes'] } },
    { field: 'orders.lastAt', operator: 'notWithinLast', value: 'P30D' },
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
    expect(toRule(toQuery(published), fields)).toEqual(published);
  });

  it('gets the ids that the builder needs, and loses them again', () => {
    const query = toQuery(published);
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

  it('keeps text that looks like a number as text', () => {
    expect(toRule(builder({ field: 'city', operator: '=', value: '411001' }), fields).rules).toEqual([
      { field: 'city', operator: '=', value: '411001' },
    ]);
  });
});

describe('completeness', () => {
  it.each([
    ['an empty text', { field: 'city', operator: '=', value: '' }, false],
    ['a text', { field: 'city', operator: '=', value: 'Pune' }, true],
    ['no value needed', { field: 'city', operator: 'null', value: '' }, true],
    ['an empty list', { field: 'city', operator: 'in', value: [] }, false],
    ['half a range', { field: 'orders.total', operator: 'between', value: ['1', ''] }, false],
    ['a number', { field: 'orders.total', operator: '>=', value: '5000' }, true],
    ['not a number', { field: 'orders.total', operator: '>=', value: '-' }, false],
    ['true or false', { field: 'consent.email', operator: '=', value: '' }, true],
  ])('%s', (_, rule, complete) => {
    expect(isComplete(builder(rule), fields)).toBe(complete);
  });

  it('fails for an empty group, however deep', () => {
    expect(isComplete(builder({ combinator: 'or', rules: [] }), fields)).toBe(false);
  });
});

it('finds the condition that a fault is about', () => {
  expect(pathKeyOf('/rule/rules/2/rules/0/value')).toBe('2-0');
  expect(pathKeyOf('/rules/1/operator')).toBe('1');
  expect(pathKeyOf('/name')).toBe('');
});
