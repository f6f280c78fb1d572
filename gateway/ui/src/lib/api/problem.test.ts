import { expect, it } from 'vitest';
import { Problem } from './problem';

it('is told in words, not by the name of its status', async () => {
  const away = await Problem.of(
    new Response(
      JSON.stringify({
        type: 'about:blank',
        title: 'Service Unavailable',
        status: 503,
        detail: 'campaign-service does not answer at the moment.',
      }),
      { status: 503, headers: { 'content-type': 'application/problem+json' } },
    ),
  );
  expect(away.title).toBe('This part of the platform does not answer at the moment');
  expect(away.detail).toBe('campaign-service does not answer at the moment.');
});

it('keeps the title that an answer gives itself', () => {
  expect(new Problem(409, { title: 'The segment is in use' }).title).toBe('The segment is in use');
});

it('is told even where the answer is no problem at all', async () => {
  const html = new Response('<html>nginx</html>', { status: 502, headers: { 'content-type': 'text/html' } });
  expect((await Problem.of(html)).title).toBe('This part of the platform does not answer at the moment');
  const broken = new Response('{', { status: 403, headers: { 'content-type': 'application/json' } });
  expect((await Problem.of(broken)).title).toBe('You may not do that');
});
