import { expect, it } from 'vitest';
import { offsetOf, placeOf } from './places';

it.each([
  ['Unknown variable “customer.nme” at line 3, column 12.', { line: 3, column: 12 }],
  ['Line 2 column 5: a tag is not closed.', { line: 2, column: 5 }],
  ['There is no end of “if” from line 4.', { line: 4, column: 1 }],
  ['It is too long.', undefined],
])('%s', (detail, place) => {
  expect(placeOf(detail)).toEqual(place);
});

it('a place is found in the text, and one behind it is its end', () => {
  const text = 'one\ntwo\nthree';
  expect(text.slice(offsetOf(text, 2, 2))).toBe('wo\nthree');
  expect(offsetOf(text, 1, 1)).toBe(0);
  expect(offsetOf(text, 9, 1)).toBe(text.length);
});
