import { http, HttpResponse, type HttpHandler } from 'msw';
import type {
  Communication,
  CommunicationChange,
  Customer,
  CustomerChange,
  ImportJob,
  Me,
  NewCommunication,
  NewOrder,
  Order,
  TagChange,
  Erasure,
} from '@/lib/api/types';
import { fullName, toLocalInput } from '@/lib/format';
import { campaignHandlers, deliver } from './mockCampaigns';
import { page, problem } from './mockHttp';
import { insightHandlers } from './mockInsights';
import { languageHandlers } from './mockLanguage';
import { segmentHandlers, settle } from './mockSegments';
import { settingsHandlers } from './mockSettings';
import { createWorld, importOf, trialOf, type World } from './world';

/** A small platform in memory behind the API's paths: for the tests and for `npm run dev:mock`. */
export interface MockApi {
  handlers: HttpHandler[];
  world: World;
  session: { signedIn: boolean };
}

export const ada: Me = { id: 'u1', name: 'Ada Lovelace', email: 'ada@example.com', roles: ['ADMIN'] };

const noDueDate = { pointer: '/task/dueAt', detail: 'Say when the task is due.' };

function gone(members: { mergedInto: string } | { erasedAt: string }) {
  return HttpResponse.json(
    { type: 'about:blank', title: 'Gone', status: 410, ...members },
    { status: 410, headers: { 'content-type': 'application/problem+json' } },
  );
}

/** Whether it was on one of these days, both included, as the reader's calendar has them. */
function wasBetween(at: string, from: string | null, to: string | null) {
  const day = toLocalInput(at).slice(0, 10);
  return (!from || day >= from) && (!to || day <= to);
}

export function createMockApi(signedIn = true): MockApi {
  const world = createWorld();
  const session = { signedIn };
  const now = () => new Date().toISOString();
  let numbers = 0;
  const newId = (prefix: string) => `${prefix}-new-${(numbers += 1)}`;

  const personView = (customer: Customer) => ({
    ...customer,
    merged: world.merges
      .filter(({ survivor }) => survivor === customer.id)
      .map(({ customer: { id, externalId, email, ...person }, mergedAt }) => ({
        id,
        externalId,
        name: fullName(person),
        email,
        mergedAt,
        mergedBy: ada.name,
        undoableUntil: new Date(new Date(mergedAt).getTime() + 30 * 86_400_000).toISOString(),
      })),
  });
  settle(world);
  for (const campaign of world.campaigns) if (campaign.startedAt) deliver(world, campaign, newId);

  const handlers: HttpHandler[] = [
    http.all('/api/*', () => (session.signedIn ? undefined : problem(401, 'Please sign in'))),
    http.get('/api/me', () => HttpResponse.json(ada)),
    // Nothing to tell, and not to be asked again.
    http.get('/api/stream', () => new HttpResponse(null, { status: 204 })),
    http.post('/logout', () => {
      session.signedIn = false;
      return new HttpResponse(null, { status: 204 });
    }),

    ...insightHandlers(world),
    ...languageHandlers(world),

    http.get('/api/customers', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const search = (query.get('search') ?? '').toLowerCase();
      const sort = query.get('sort') ?? '-createdAt';
      const name = sort.replace('-', '') as 'createdAt' | 'lastName';
      const [city, country, tag] = [query.get('city'), query.get('country'), query.get('tag')];
      const found = world.customers
        .filter(
          (customer) =>
            [fullName(customer), customer.email, customer.externalId]
              .join(' ')
              .toLowerCase()
              .includes(search) &&
            (!city || customer.city?.toLowerCase() === city.toLowerCase()) &&
            (!country || customer.country === country) &&
            (!tag || customer.tags.includes(tag)) &&
            wasBetween(customer.createdAt, query.get('createdFrom'), query.get('createdTo')),
        )
        .sort((a, b) => (a[name] ?? '').localeCompare(b[name] ?? '') * (sort.startsWith('-') ? -1 : 1));
      return page(found, request);
    }),
    http.post<never, CustomerChange>('/api/customers', async ({ request }) => {
      const body = await request.json();
      if (!body.email && !body.externalId) {
        return problem(422, 'The customer is not valid', [
          { pointer: '/email', detail: 'An e-mail or an external id is needed.' },
        ]);
      }
      if (body.email && !body.email.includes('@')) {
        return problem(422, 'The customer is not valid', [
          { pointer: '#/email', detail: 'This is not an e-mail address.' },
        ]);
      }
      const created = { id: newId('c'), version: 1, createdAt: now(), updatedAt: now(), ...body } as Customer;
      world.customers.unshift(created);
      settle(world);
      return HttpResponse.json(created, { status: 201 });
    }),
    http.post<never, TagChange>('/api/customers/tags', async ({ request }) => {
      const { customerIds = [], add = [], remove = [] } = await request.json();
      if (add.length + remove.length === 0) {
        return problem(422, 'Invalid input', [
          { pointer: '/add', detail: 'At least one tag to add or to remove is expected.' },
        ]);
      }
      const known = world.customers.filter(({ id }) => customerIds.includes(id));
      for (const customer of known) {
        customer.tags = [...new Set([...customer.tags.filter((tag) => !remove.includes(tag)), ...add])];
      }
      settle(world);
      const unknown = customerIds.filter((id) => !known.some((customer) => customer.id === id));
      return HttpResponse.json({ changed: known.length, unchanged: 0, unknown, refused: [] });
    }),
    http.get('/api/customers/import', ({ request }) => page(world.imports, request)),
    http.post('/api/customers/import', async ({ request }) => {
      const job = importOf(newId('i'), new URL(request.url).searchParams, await request.text(), now());
      world.imports.unshift(job);
      return HttpResponse.json(job, { status: 201 });
    }),
    http.get<{ id: string }>('/api/customers/import/:id', ({ params }) => {
      const job = world.imports.find(({ id }) => id === params.id);
      return job ? HttpResponse.json(job) : problem(404, 'There is no such import');
    }),
    http.put<{ id: string }, Partial<ImportJob>>(
      '/api/customers/import/:id/mapping',
      async ({ params, request }) => {
        const job = world.imports.find(({ id }) => id === params.id);
        if (!job) return problem(404, 'There is no such import');
        return HttpResponse.json(Object.assign(job, await request.json()));
      },
    ),
    http.get<{ id: string }>('/api/customers/import/:id/check', ({ params }) => {
      const job = world.imports.find(({ id }) => id === params.id);
      return job ? HttpResponse.json(trialOf(job)) : problem(404, 'There is no such import');
    }),
    http.post<{ id: string }>('/api/customers/import/:id/start', ({ params }) => {
      const job = world.imports.find(({ id }) => id === params.id);
      if (!job) return problem(404, 'There is no such import');
      const { rows, refused } = trialOf(job);
      return HttpResponse.json(
        Object.assign(job, {
          state: 'DONE',
          rows,
          rejected: refused,
          percent: 100,
          startedAt: now(),
          endedAt: now(),
        }),
      );
    }),
    http.get('/api/:kind/rejected', ({ params, request }) => {
      const state = new URL(request.url).searchParams.get('state') ?? 'REJECTED';
      const records = world.rejected.filter(
        (record) => record.state === state && record.topic === `${params.kind as string}.inbound`,
      );
      return page(records, request);
    }),
    http.get<{ id: string }>('/api/:kind/rejected/:id', ({ params }) => {
      const record = world.rejected.find(({ id }) => id === params.id);
      return record ? HttpResponse.json(record) : problem(404, 'There is no such record');
    }),
    http.post<{ id: string }>('/api/:kind/rejected/:id/resubmit', async ({ params, request }) => {
      const record = world.rejected.find(({ id }) => id === params.id);
      if (!record) return problem(404, 'There is no such record');
      const mended = JSON.parse(await request.text()) as CustomerChange & { colour?: string };
      const errors = [
        ...(mended.email?.includes('@')
          ? []
          : [{ pointer: '/email', detail: 'This is not an e-mail address.' }]),
        ...(mended.colour === undefined
          ? []
          : [{ pointer: '/colour', detail: 'There is no field with this name.' }]),
      ];
      if (errors.length > 0) return problem(422, 'Invalid input', errors);
      Object.assign(record, {
        state: 'RESUBMITTED',
        settlement: { by: ada.name, at: now(), documentId: 'c0001' },
      });
      return HttpResponse.json(record);
    }),
    http.post<{ id: string }, { reason: string }>(
      '/api/:kind/rejected/:id/discard',
      async ({ params, request }) => {
        const record = world.rejected.find(({ id }) => id === params.id);
        if (!record) return problem(404, 'There is no such record');
        const { reason } = await request.json();
        Object.assign(record, { state: 'DISCARDED', settlement: { by: ada.name, at: now(), reason } });
        return HttpResponse.json(record);
      },
    ),
    http.get('/api/customers/erasures', ({ request }) => page(world.erasures, request)),
    http.get<{ id: string }>('/api/customers/erasures/:id', ({ params }) => {
      const erasure = world.erasures.find(({ customerId }) => customerId === params.id);
      if (!erasure) return problem(404, 'There is no such erasure');
      // One more service each time it is asked for.
      const waiting = erasure.confirmations.find(({ confirmedAt }) => !confirmedAt);
      if (waiting) waiting.confirmedAt = now();
      erasure.complete = erasure.confirmations.every(({ confirmedAt }) => confirmedAt);
      return HttpResponse.json(erasure);
    }),
    http.get('/api/customers/duplicates', ({ request }) =>
      page(
        world.duplicates
          .map(({ customerIds, ...duplicate }) => ({
            ...duplicate,
            customers: world.customers.filter(({ id }) => customerIds.includes(id)),
          }))
          .filter(({ customers }) => customers.length > 1),
        request,
      ),
    ),
    http.post<{ id: string }>('/api/customers/duplicates/:id/dismiss', ({ params }) => {
      world.duplicates = world.duplicates.filter(({ id }) => id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post<{ id: string }, { customerId: string }>(
      '/api/customers/:id/merge',
      async ({ params, request }) => {
        const { customerId } = await request.json();
        const survivor = world.customers.find(({ id }) => id === params.id);
        const other = world.customers.find(({ id }) => id === customerId);
        if (!survivor || !other) return problem(409, 'One of them is merged or erased already');
        world.customers = world.customers.filter(({ id }) => id !== customerId);
        world.merges.push({ survivor: survivor.id, customer: other, mergedAt: now() });
        return HttpResponse.json(personView(survivor));
      },
    ),
    http.post<{ id: string; mergedId: string }>('/api/customers/:id/merge/:mergedId/undo', ({ params }) => {
      const merge = world.merges.find(({ customer }) => customer.id === params.mergedId);
      if (!merge) return problem(409, 'They are not merged');
      world.merges = world.merges.filter((other) => other !== merge);
      world.customers.push(merge.customer);
      return HttpResponse.json(personView(merge.customer));
    }),
    http.get<{ id: string }>('/api/customers/:id/export', ({ params }) =>
      HttpResponse.json({ exportedAt: now(), customer: { id: params.id }, services: {} }),
    ),
    http.delete<{ id: string }>('/api/customers/:id', ({ params }) => {
      world.customers = world.customers.filter(({ id }) => id !== params.id);
      const erasure: Erasure = {
        customerId: params.id,
        erasedAt: now(),
        requestedBy: ada.name,
        confirmations: ['campaign-service', 'insight-service', 'order-service'].map((service) => ({
          service,
        })),
        complete: false,
      };
      world.erasures.unshift(erasure);
      return HttpResponse.json(erasure, { status: 202 });
    }),
    http.get<{ id: string }>('/api/customers/:id', ({ params }) => {
      const merge = world.merges.find(({ customer }) => customer.id === params.id);
      if (merge) return gone({ mergedInto: merge.survivor });
      const erasure = world.erasures.find(({ customerId }) => customerId === params.id);
      if (erasure) return gone({ erasedAt: erasure.erasedAt });
      const customer = world.customers.find(({ id }) => id === params.id);
      return customer ? HttpResponse.json(personView(customer)) : problem(404, 'There is no such customer');
    }),
    http.patch<{ id: string }, CustomerChange>('/api/customers/:id', async ({ params, request }) => {
      const customer = world.customers.find(({ id }) => id === params.id);
      if (!customer) return problem(404, 'There is no such customer');
      if (request.headers.get('if-match') !== `"${customer.version}"`) {
        return problem(412, 'The customer was changed meanwhile');
      }
      Object.assign(customer, await request.json(), { version: customer.version + 1, updatedAt: now() });
      settle(world);
      return HttpResponse.json(customer);
    }),

    http.get<{ id: string }>('/api/orders/:id', ({ params }) => {
      const order = world.orders.find(({ id }) => id === params.id);
      return order ? HttpResponse.json(order) : problem(404, 'There is no such order');
    }),
    http.get('/api/orders', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const status = query.get('status');
      const customerId = query.get('customerId');
      const [search, minTotal, maxTotal] = [
        query.get('search'),
        query.get('minTotal'),
        query.get('maxTotal'),
      ];
      return page(
        world.orders.filter(
          (order) =>
            (!status || order.status === status) &&
            (!customerId || order.customerId === customerId) &&
            (!search || order.externalId?.startsWith(search)) &&
            (!minTotal || Number(order.total) >= Number(minTotal)) &&
            (!maxTotal || Number(order.total) <= Number(maxTotal)) &&
            wasBetween(order.placedAt, query.get('from'), query.get('to')),
        ),
        request,
      );
    }),
    http.post<never, NewOrder>('/api/orders', async ({ request }) => {
      const body = await request.json();
      const errors = [
        ...(body.customerExternalId
          ? []
          : [{ pointer: '/customerExternalId', detail: 'Whose order is it?' }]),
        ...body.items.flatMap((item, at) =>
          item.unitPrice === '' ? [{ pointer: `/items/${at}/unitPrice`, detail: 'A price is needed.' }] : [],
        ),
      ];
      if (errors.length > 0) return problem(422, 'The order is not valid', errors);
      const customer = world.customers.find(({ externalId }) => externalId === body.customerExternalId);
      const order: Order = {
        ...body,
        currency: body.currency ?? 'INR',
        items: body.items.map((item) => ({ sku: '', quantity: 1, unitPrice: '0.00', ...item })),
        id: newId('o'),
        version: 1,
        customerId: customer?.id,
        ...(customer ? { customerName: fullName(customer) } : {}),
        createdAt: now(),
        updatedAt: now(),
      };
      world.orders.unshift(order);
      settle(world);
      return HttpResponse.json(order, { status: 201 });
    }),

    http.delete<{ id: string }>('/api/orders/:id', ({ params }) => {
      world.orders = world.orders.filter(({ id }) => id !== params.id);
      settle(world);
      return new HttpResponse(null, { status: 204 });
    }),

    ...segmentHandlers(world, newId),

    ...campaignHandlers(world, newId, ada),
    ...settingsHandlers(world, newId, ada),

    http.get('/api/communications', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const wanted = (
        name: 'customerId' | 'campaignId' | 'kind' | 'channel' | 'state' | 'source',
        entry: Communication,
      ) => !query.get(name) || entry[name] === query.get(name);
      const found = world.communications.filter(
        (entry) =>
          wanted('customerId', entry) &&
          wanted('campaignId', entry) &&
          wanted('kind', entry) &&
          wanted('channel', entry) &&
          wanted('state', entry) &&
          wanted('source', entry) &&
          wasBetween(entry.at, query.get('from'), query.get('to')) &&
          (!query.get('tag') || entry.tags.includes(query.get('tag') ?? '')),
      );
      const state = query.get('task');
      if (!state) return page(found, request);
      const tasks = found
        .flatMap((entry) => (entry.task ? [{ entry, task: entry.task }] : []))
        .filter(({ task }) => (task.doneAt !== undefined) === (state === 'done'))
        .filter(({ task }) => state !== 'overdue' || task.dueAt < now())
        .sort((a, b) => a.task.dueAt.localeCompare(b.task.dueAt) * (state === 'done' ? -1 : 1));
      return page(
        tasks.map(({ entry }) => entry),
        request,
      );
    }),
    http.post<never, NewCommunication>('/api/communications', async ({ request }) => {
      const { customerId, kind, text, tags = [], task, at = now() } = await request.json();
      if (task && !task.dueAt) return problem(422, 'The entry is not valid', [noDueDate]);
      const customer = world.customers.find(({ id }) => id === customerId);
      const entry: Communication = {
        id: newId('n'),
        version: 1,
        kind,
        customerId,
        customerName: customer ? fullName(customer) : undefined,
        body: text,
        tags,
        ...(task ? { task: { ...task, dueAt: task.dueAt ?? '' } } : {}),
        author: ada.name,
        at,
      };
      world.communications.unshift(entry);
      return HttpResponse.json(entry, { status: 201 });
    }),
    http.patch<{ id: string }, CommunicationChange>(
      '/api/communications/:id',
      async ({ params, request }) => {
        const entry = world.communications.find(({ id }) => id === params.id);
        if (!entry) return problem(404, 'There is no such entry');
        if (request.headers.get('if-match') !== `"${entry.version}"`) {
          return problem(412, 'The entry was changed meanwhile');
        }
        const { text = entry.body, tags = entry.tags, task } = await request.json();
        const dueAt = task?.dueAt ?? entry.task?.dueAt;
        if (task && !dueAt) return problem(422, 'The entry is not valid', [noDueDate]);
        Object.assign(entry, { body: text, tags, version: (entry.version ?? 0) + 1 });
        if (task === null) delete entry.task;
        else if (task && dueAt) {
          entry.task = { ...entry.task, dueAt, assignee: task.assignee ?? undefined };
        }
        return HttpResponse.json(entry);
      },
    ),
    http.delete<{ id: string }>('/api/communications/:id', ({ params }) => {
      world.communications = world.communications.filter(({ id }) => id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post<{ id: string }>('/api/communications/:id/done', ({ params }) => {
      const entry = world.communications.find(({ id }) => id === params.id);
      if (!entry?.task) return problem(404, 'There is no such task');
      Object.assign(entry.task, { doneAt: now(), doneBy: ada.name });
      return HttpResponse.json(entry);
    }),
    http.delete<{ id: string }>('/api/communications/:id/done', ({ params }) => {
      const entry = world.communications.find(({ id }) => id === params.id);
      if (!entry?.task) return problem(404, 'There is no such task');
      delete entry.task.doneAt;
      delete entry.task.doneBy;
      return HttpResponse.json(entry);
    }),
    http.all('/api/*', () => problem(404, 'Not found')),
  ];

  return { handlers, world, session };
}
