import { expect, it } from 'vitest';
import { htmlOf } from './html';

it('makes paragraphs of plain text, and leaves markup alone', () => {
  expect(htmlOf('Dear Asha,\n\nthank you.\nSee you.\n')).toBe(
    '<p>Dear Asha,</p>\n<p>thank you.<br>See you.</p>',
  );
  expect(htmlOf('<p>Dear Asha</p>\n\n<p>Bye</p>')).toBe('<p>Dear Asha</p>\n\n<p>Bye</p>');
});

it('escapes what is text, and nothing that Liquid reads', () => {
  expect(htmlOf('Socks & shoes < 500 for {{ customer.firstName | default: "you & yours" }}')).toBe(
    '<p>Socks &amp; shoes &lt; 500 for {{ customer.firstName | default: "you & yours" }}</p>',
  );
  expect(htmlOf('{% if orders.count > 1 %}Again & again{% endif %}')).toBe(
    '<p>{% if orders.count > 1 %}Again &amp; again{% endif %}</p>',
  );
});
