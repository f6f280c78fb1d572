import { expect, it } from 'vitest';
import { countries } from './countries';

it('countries are those of ISO 3166-1, by name', () => {
  const known = countries();
  expect(known).toContainEqual({ value: 'IN', label: 'India' });
  expect(known[0]?.label).toBe('Afghanistan');
  expect(known.map(({ value }) => value)).not.toContain('DD');
  expect(known).toHaveLength(249);
});
