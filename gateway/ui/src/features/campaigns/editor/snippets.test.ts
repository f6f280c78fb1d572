import { expect, it } from 'vitest';
import { selectionIn } from './snippets';

const selected = (snippet: string) => snippet.slice(...selectionIn(snippet));

it('what is inserted is gone on with where something is to be written', () => {
  expect(selected("{{ customer.firstName | default: 'there' }}")).toBe('there');
  expect(selected('{% if orders.count > 0 %}…{% endif %}')).toBe('…');
  const empty = "{{ customer.attributes['shoe size'] | default: '' }}";
  expect(selectionIn(empty)).toEqual([empty.length - "' }}".length, empty.length - "' }}".length]);
  expect(selectionIn('{{ orders.count }}')).toEqual([18, 18]);
});
