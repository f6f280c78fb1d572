import { expect, it } from 'vitest';
import { totalOf } from './decimal';

it.each([
  [[{ quantity: 3, unitPrice: '0.1' }], '0.30'],
  [
    [
      { quantity: 1, unitPrice: '1499.00' },
      { quantity: 2, unitPrice: '0.005' },
    ],
    '1499.01',
  ],
  [[{ quantity: 1, unitPrice: '-5.5' }], '-5.50'],
  [[{ quantity: 2, unitPrice: 'abc' }], '0.00'],
  [[{ quantity: 1, unitPrice: '90071992547409.93' }], '90071992547409.93'],
  [[], '0.00'],
])('adds up %j to %s', (lines, total) => {
  expect(totalOf(lines)).toBe(total);
});
