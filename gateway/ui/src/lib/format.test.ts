import { describe, expect, it } from 'vitest';
import { formatPart, formatPercent, formatShare } from './format';

describe('shares', () => {
  it('are written in one way, whatever they are given as', () => {
    expect(formatShare(0.117)).toBe(formatPercent(11.7));
    expect(formatPart(117, 1000)).toBe(formatPercent(11.7));
    expect(formatPercent(11.7)).toMatch(/^11.7\s?%$/);
  });

  it('have as many digits as are asked for', () => {
    expect(formatShare(0.12345, 0)).toBe(formatPercent(12, 0));
    expect(formatPercent(0.05, 2)).toBe(formatShare(0.0005, 2));
  });

  it('are a dash of nothing', () => {
    expect(formatPart(0, 0)).toBe('–');
  });
});
