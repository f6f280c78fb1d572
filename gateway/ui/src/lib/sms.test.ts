import { describe, expect, it } from 'vitest';
import { smsLength } from './sms';

describe('the length of a text message', () => {
  it.each([
    ['', 'GSM_7', 0, 0, 160],
    ['a'.repeat(160), 'GSM_7', 160, 1, 0],
    ['a'.repeat(161), 'GSM_7', 161, 2, 145],
    ['a'.repeat(306), 'GSM_7', 306, 2, 0],
    ['a'.repeat(307), 'GSM_7', 307, 3, 152],
    ['Ωé@ Ñ', 'GSM_7', 5, 1, 155],
    ['€'.repeat(80), 'GSM_7', 160, 1, 0],
    ['€'.repeat(81), 'GSM_7', 162, 2, 143],
    ['ह'.repeat(70), 'UCS_2', 70, 1, 0],
    ['ह'.repeat(71), 'UCS_2', 71, 2, 63],
    ['🎉', 'UCS_2', 2, 1, 68],
  ])('%j is %s of %i places in %i segments', (text, encoding, units, segments, left) => {
    expect(smsLength(text)).toMatchObject({ encoding, units, segments, left });
  });

  it('does not cut a character in half at the end of a segment', () => {
    expect(smsLength(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toMatchObject({ units: 306, segments: 3 });
    expect(smsLength(`${'ह'.repeat(66)}🎉${'ह'.repeat(66)}`)).toMatchObject({ units: 134, segments: 3 });
  });

  it('names what makes it cost more', () => {
    expect(smsLength('It’s “on”, it’s €5').outside).toEqual(['’', '“', '”']);
  });
});
