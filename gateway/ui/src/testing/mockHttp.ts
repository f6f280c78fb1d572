import { HttpResponse } from 'msw';

export function problem(status: number, title: string, errors: { pointer: string; detail: string }[] = []) {
  return HttpResponse.json(
    { type: 'about:blank', title, status, errors },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
}

export function page<T>(items: T[], request: Request) {
  const query = new URL(request.url).searchParams;
  const limit = Number(query.get('limit') ?? 50);
  const from = Number(query.get('cursor') ?? 0);
  const next = from + limit < items.length ? String(from + limit) : undefined;
  return HttpResponse.json({ items: items.slice(from, from + limit), nextCursor: next });
}
