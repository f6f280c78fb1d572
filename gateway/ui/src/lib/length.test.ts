import { expect, it } from 'vitest';
import { lengthText, lengthWords, parseLength } from './length';

it.each([
  ['PT90M', { amount: '90', unit: 'MIN' }, '90 minutes'],
  ['PT1H', { amount: '1', unit: 'H' }, '1 hour'],
  ['P7D', { amount: '7', unit: 'D' }, '7 days'],
  ['P2W', { amount: '2', unit: 'W' }, '2 weeks'],
] as const)('%s is a length and said as such', (text, length, words) => {
  expect(parseLength(text)).toEqual(length);
  expect(lengthText(length)).toBe(text);
  expect(lengthWords(text)).toBe(words);
});

it('of several units stays as it is written', () => {
  expect(parseLength('P1DT12H')).toBeNull();
  expect(lengthWords('P1DT12H')).toBe('P1DT12H');
  expect(lengthText({ amount: '', unit: 'D' })).toBe('');
});
