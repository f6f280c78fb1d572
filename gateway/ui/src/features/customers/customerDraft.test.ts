import { describe, expect, it } from 'vitest';
import type { Customer } from '@/lib/api/types';
import { attributeValue, changesIn, draftOf } from './customerDraft';

const asha: Customer = {
  id: 'c1',
  version: 4,
  firstName: 'Asha',
  tags: ['vip'],
  attributes: { plan: 'gold', points: 420 },
  consent: { email: true },
  merged: [],
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};

describe('changes of a customer', () => {
  it('are none when nothing was touched', () => {
    expect(changesIn(draftOf(asha), asha)).toEqual({});
  });

  it('name what changed, and clear with null', () => {
    const draft = draftOf(asha);
    expect(
      changesIn(
        {
          ...draft,
          firstName: '',
          city: 'Pune',
          tags: [],
          attributes: [{ name: 'points', value: '421' }],
          consent: { email: false, sms: false },
        },
        asha,
      ),
    ).toEqual({
      firstName: null,
      city: 'Pune',
      tags: [],
      attributes: { plan: null, points: 421 },
      consent: { email: false, sms: false },
    });
  });
});

it.each([
  ['420', 420],
  ['4.5', 4.5],
  ['true', true],
  ['007', '007'],
  ['1e3', '1e3'],
  ['gold', 'gold'],
])('reads the attribute %s as %s', (text, value) => {
  expect(attributeValue(text)).toBe(value);
});
