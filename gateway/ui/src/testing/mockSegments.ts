import { http, HttpResponse, type HttpHandler } from 'msw';
import type {
  Customer,
  Finding,
  Rule,
  RuleGroup,
  Segment,
  SegmentDay,
  SegmentDraft,
  SegmentUse,
} from '@/lib/api/types';
import { fullName } from '@/lib/format';
import {
  changeOf,
  conditionsIn,
  describe,
  describeCondition,
  fields,
  matches,
  meets,
  ruleFaults,
  valueFor,
} from './mockRules';
import { page, problem } from './mockHttp';
import { ordersOf, type World } from './world';

const missing = () => problem(404, 'There is no such segment');

export function membersOf(world: World, rule: RuleGroup): Customer[] {
  return world.customers.filter((customer) => matches(world, customer, rule));
}

export function settle(world: World): void {
  for (const segment of world.segments) segment.size = membersOf(world, segment.rule).length;
}

function sampleOf(world: World, customers: Customer[]) {
  return customers.slice(0, 10).map(({ id, externalId, firstName, lastName, email, city }) => ({
    customerId: id,
    externalId,
    firstName,
    lastName,
    email,
    city,
    orders: { ...ordersOf(world, id), total: ordersOf(world, id).total.toFixed(2) },
  }));
}

function seen(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return String(Math.round(value * 100) / 100);
    case 'boolean':
      return value ? 'yes' : 'no';
    default:
      return Array.isArray(value) && value.length > 0 ? value.join(', ') : undefined;
  }
}

const groupWords = ({ combinator, not }: RuleGroup) =>
  combinator === 'and' ? (not ? 'Not all of these' : 'All of these') : not ? 'None of these' : 'Any of these';

function findingOf(
  world: World,
  customer: Customer,
  part: Rule | RuleGroup,
  pointer: string,
  name?: string,
): Finding {
  if ('rules' in part) {
    return {
      pointer,
      kind: 'GROUP',
      description: name ?? groupWords(part),
      holds: matches(world, customer, part),
      combinator: part.combinator,
      not: part.not ?? false,
      rules: part.rules.map((rule, at) => findingOf(world, customer, rule, `${pointer}/rules/${at}`)),
    };
  }
  const found = { pointer, description: describeCondition(world, part), holds: meets(world, customer, part) };
  if (part.field !== 'segment') {
    return {
      ...found,
      kind: 'CONDITION',
      value: seen(valueFor(world, customer, part)),
      changesAt: changeOf(world, customer, part),
      not: false,
      rules: [],
    };
  }
  const ids = Array.isArray(part.value) ? part.value : [];
  return {
    ...found,
    kind: 'SEGMENT',
    not: part.operator === 'notIn',
    rules: world.segments
      .filter(({ id }) => ids.includes(id))
      .map(({ name: called, rule }, at) =>
        findingOf(world, customer, rule, `${pointer}/value/${at}`, called),
      ),
  };
}

const changesIn = (finding: Finding): string[] => [
  ...(finding.changesAt ? [finding.changesAt] : []),
  ...finding.rules.flatMap(changesIn),
];

/** Backwards from the size now, without randomness. */
function historyOf(size: number, days: number): SegmentDay[] {
  const history: SegmentDay[] = [];
  let end = size;
  for (let ago = 0; ago < days; ago += 1) {
    const joined = Math.min(end, (ago * 7) % 4);
    const left = (ago * 5) % 3;
    history.unshift({
      day: new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10),
      joined,
      left,
      size: end,
    });
    end = Math.max(0, end - joined + left);
  }
  return history;
}

export function segmentHandlers(world: World, newId: (prefix: string) => string): HttpHandler[] {
  const now = () => new Date().toISOString();
  const find = (id: string) => world.segments.find((segment) => segment.id === id);
  const viewOf = (segment: Segment): Segment => ({
    ...segment,
    size: membersOf(world, segment.rule).length,
    ruleDescription: describe(world, segment.rule),
  });
  const usesOf = (id: string): SegmentUse[] => [
    ...world.segments
      .filter(
        (other) =>
          other.state === 'ACTIVE' &&
          conditionsIn(other.rule).some(
            ({ rule }) => rule.field === 'segment' && Array.isArray(rule.value) && rule.value.includes(id),
          ),
      )
      .map((other) => ({ kind: 'SEGMENT' as const, id: other.id, name: other.name })),
    ...world.campaigns
      .filter(({ segmentId, state }) => segmentId === id && state !== 'COMPLETED' && state !== 'STOPPED')
      .map((campaign) => ({ kind: 'CAMPAIGN' as const, id: campaign.id, name: campaign.name })),
  ];
  const inUse = (usedBy: SegmentUse[]) =>
    HttpResponse.json(
      { type: 'about:blank', title: 'The segment is used', status: 409, usedBy },
      { status: 409, headers: { 'content-type': 'application/problem+json' } },
    );
  const draftFaults = (draft: SegmentDraft) => [
    ...(draft.name ? [] : [{ pointer: '/name', detail: 'A segment needs a name.' }]),
    ...ruleFaults(draft.rule),
  ];
  const create = (draft: Pick<Segment, 'name' | 'description' | 'rule'>) => {
    const segment: Segment = {
      ...draft,
      id: newId('s'),
      version: 1,
      ruleDescription: '',
      state: 'ACTIVE',
      size: 0,
      createdAt: now(),
      updatedAt: now(),
    };
    world.segments.unshift(segment);
    settle(world);
    return HttpResponse.json(viewOf(segment), { status: 201 });
  };
  const movement = (customers: Customer[]) => ({
    count: customers.length,
    exact: true,
    sample: sampleOf(world, customers),
  });

  return [
    http.get('/api/segments/fields', () => HttpResponse.json({ fields })),
    http.post<never, { rule: RuleGroup; segmentId?: string; exact?: boolean }>(
      '/api/segments/preview',
      async ({ request }) => {
        const { rule, segmentId, exact = false } = await request.json();
        const errors = ruleFaults(rule);
        if (errors.length > 0) return problem(422, 'The rule is not valid', errors);
        const conditions = conditionsIn(rule);
        // What asks about messages is slow to count, so that an estimate can be looked at.
        const known = exact || !conditions.some(({ rule: { field } }) => field.startsWith('messages.'));
        const found = membersOf(world, rule);
        const before = segmentId === undefined ? undefined : find(segmentId);
        const others = before && membersOf(world, before.rule);
        const spread = Math.round(Math.sqrt(found.length) * 1.5);
        return HttpResponse.json({
          count: known ? found.length : found.length + 2,
          exact: known,
          low: known ? found.length : Math.max(0, found.length - spread),
          high: known ? found.length : found.length + spread,
          of: world.customers.length,
          description: describe(world, rule),
          conditions: conditions.map(({ pointer, rule: condition }) => ({
            pointer,
            count: world.customers.filter((customer) => meets(world, customer, condition)).length,
            exact: known,
          })),
          sample: sampleOf(world, found),
          ...(others
            ? {
                joining: movement(found.filter((customer) => !others.includes(customer))),
                leaving: movement(others.filter((customer) => !found.includes(customer))),
              }
            : {}),
        });
      },
    ),
    http.post<never, { rule: RuleGroup }>('/api/segments/validate', async ({ request }) => {
      const { rule } = await request.json();
      const errors = ruleFaults(rule);
      if (errors.length > 0) return problem(422, 'The rule is not valid', errors);
      const words = describe(world, rule);
      return HttpResponse.json({
        valid: true,
        description: words,
        normalised: words.toLowerCase(),
        sameAs: world.segments
          .filter((segment) => segment.state === 'ACTIVE' && describe(world, segment.rule) === words)
          .map(({ id, name }) => ({ id, name })),
      });
    }),
    http.get<{ customerId: string }>('/api/segments/of/:customerId', ({ params }) => {
      const customer = world.customers.find(({ id }) => id === params.customerId);
      if (!customer) return problem(404, 'There is no such customer');
      return HttpResponse.json({
        items: world.segments
          .filter(({ state, rule }) => state === 'ACTIVE' && matches(world, customer, rule))
          .map(({ id, name, createdAt }) => ({
            segmentId: id,
            name,
            since: createdAt,
            reason: 'SEGMENT_CHANGED',
          })),
      });
    }),
    http.get('/api/segments', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const state = query.get('state') ?? 'ACTIVE';
      const search = (query.get('search') ?? '').toLowerCase();
      return page(
        world.segments
          .filter(
            (segment) =>
              (state === 'ALL' || segment.state === state) && segment.name.toLowerCase().includes(search),
          )
          .map(viewOf),
        request,
      );
    }),
    http.post<never, SegmentDraft>('/api/segments', async ({ request }) => {
      const draft = await request.json();
      const errors = draftFaults(draft);
      return errors.length > 0 ? problem(422, 'The segment is not valid', errors) : create(draft);
    }),
    http.get<{ id: string }>('/api/segments/:id/members', ({ params, request }) => {
      const segment = find(params.id);
      if (!segment) return missing();
      const reasons = ['SEGMENT_CHANGED', 'ORDER_CHANGED', 'CUSTOMER_CHANGED', 'TIME_PASSED'];
      const members = membersOf(world, segment.rule).map(({ id, ...customer }, at) => ({
        customerId: id,
        ...customer,
        since: segment.createdAt,
        reason: reasons[at % reasons.length],
      }));
      return page(members, request);
    }),
    http.get<{ id: string }>('/api/segments/:id/history', ({ params, request }) => {
      const segment = find(params.id);
      if (!segment) return missing();
      const days = Number(new URL(request.url).searchParams.get('days') ?? 30);
      return HttpResponse.json({ days: historyOf(segment.size, days) });
    }),
    http.get<{ id: string }>('/api/segments/:id/uses', ({ params }) =>
      find(params.id) ? HttpResponse.json({ items: usesOf(params.id) }) : missing(),
    ),
    http.get<{ id: string; customerId: string }>('/api/segments/:id/why/:customerId', ({ params }) => {
      const segment = find(params.id);
      const customer = world.customers.find(({ id }) => id === params.customerId);
      if (!segment || !customer) return problem(404, 'There is no such segment or customer');
      const finding = findingOf(world, customer, segment.rule, '');
      const order = world.orders.find(({ customerId }) => customerId === customer.id);
      return HttpResponse.json({
        customerId: customer.id,
        name: fullName(customer),
        member: finding.holds,
        ...(finding.holds
          ? {
              since: segment.createdAt,
              ...(order
                ? { reason: 'ORDER_CHANGED', cause: order.id }
                : { reason: 'CUSTOMER_CHANGED', cause: customer.id }),
            }
          : {}),
        nextChangeAt: changesIn(finding).sort()[0],
        finding,
      });
    }),
    http.get<{ id: string }>('/api/segments/:id', ({ params }) => {
      const segment = find(params.id);
      return segment ? HttpResponse.json(viewOf(segment)) : missing();
    }),
    http.put<{ id: string }, SegmentDraft>('/api/segments/:id', async ({ params, request }) => {
      const segment = find(params.id);
      if (!segment) return missing();
      if (request.headers.get('if-match') !== `"${segment.version}"`) {
        return problem(412, 'The segment was changed meanwhile');
      }
      const draft = await request.json();
      const errors = draftFaults(draft);
      if (errors.length > 0) return problem(422, 'The segment is not valid', errors);
      Object.assign(segment, { description: undefined }, draft, {
        version: segment.version + 1,
        updatedAt: now(),
      });
      settle(world);
      return HttpResponse.json(viewOf(segment));
    }),
    http.delete<{ id: string }>('/api/segments/:id', ({ params }) => {
      const usedBy = usesOf(params.id);
      if (usedBy.length > 0) return inUse(usedBy);
      world.segments = world.segments.filter(({ id }) => id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post<{ id: string }>('/api/segments/:id/archive', ({ params }) => {
      const segment = find(params.id);
      if (!segment) return missing();
      const usedBy = usesOf(params.id);
      if (usedBy.length > 0) return inUse(usedBy);
      Object.assign(segment, { state: 'ARCHIVED', version: segment.version + 1, updatedAt: now() });
      return HttpResponse.json(viewOf(segment));
    }),
    http.post<{ id: string }>('/api/segments/:id/restore', ({ params }) => {
      const segment = find(params.id);
      if (!segment) return missing();
      Object.assign(segment, { state: 'ACTIVE', version: segment.version + 1, updatedAt: now() });
      return HttpResponse.json(viewOf(segment));
    }),
    http.post<{ id: string }>('/api/segments/:id/duplicate', ({ params }) => {
      const segment = find(params.id);
      return segment
        ? create({ name: `Copy of ${segment.name}`, description: segment.description, rule: segment.rule })
        : missing();
    }),
  ];
}
