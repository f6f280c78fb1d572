import { http, HttpResponse, type HttpHandler } from 'msw';
import type { BrandChange, DeliveryChange, Me, NewSuppression, Suppression } from '@/lib/api/types';
import { fullName } from '@/lib/format';
import { page, problem } from './mockHttp';
import type { World } from './world';

export function settingsHandlers(world: World, newId: (prefix: string) => string, me: Me): HttpHandler[] {
  const now = () => new Date().toISOString();
  const isStale = (request: Request, version: number) => request.headers.get('if-match') !== `"${version}"`;
  const stale = () => problem(412, 'Somebody else changed the settings in the meantime');

  return [
    http.get('/api/settings/delivery', () => HttpResponse.json(world.delivery)),
    http.put<never, DeliveryChange>('/api/settings/delivery', async ({ request }) => {
      const { version, changes, timeZone, defaultLimits } = world.delivery;
      if (isStale(request, version)) return stale();
      const settings = await request.json();
      const errors = (settings.emailCaps ?? []).flatMap(({ messages }, at) =>
        messages === undefined || messages < 1 || messages > 100
          ? [{ pointer: `/emailCaps/${at}/messages`, detail: 'A cap allows 1 to 100 messages.' }]
          : [],
      );
      const domains = settings.limits?.domains ?? [];
      errors.push(
        ...domains.flatMap(({ domain = '' }, at) =>
          domain === '*' || /^[^\s.]+(\.[^\s.]+)+$/.test(domain)
            ? []
            : [
                {
                  pointer: `/limits/domains/${at}/domain`,
                  detail: 'A domain is written as gmail.com, or * for each other one.',
                },
              ],
        ),
      );
      if (errors.length > 0) return problem(422, 'Invalid input', errors);
      world.delivery = {
        approvalRequired: settings.approvalRequired ?? false,
        emailCaps: settings.emailCaps ?? [],
        smsCaps: settings.smsCaps ?? [],
        quietHours: settings.quietHours,
        automaticPause: settings.automaticPause,
        limits: settings.limits,
        defaultLimits,
        timeZone,
        version: version + 1,
        changes: [{ at: now(), by: me.name, settings }, ...changes],
      };
      return HttpResponse.json(world.delivery);
    }),
    http.get('/api/settings/brand', () => HttpResponse.json(world.brand)),
    http.put<never, BrandChange>('/api/settings/brand', async ({ request }) => {
      const { version, changes } = world.brand;
      if (isStale(request, version)) return stale();
      const brand = await request.json();
      if (!brand.name) {
        return problem(422, 'Invalid input', [
          { pointer: '/name', detail: 'Say what recipients know the business as.' },
        ]);
      }
      world.brand = {
        ...brand,
        name: brand.name,
        tracking: brand.tracking ?? true,
        version: version + 1,
        changes: [{ at: now(), by: me.name, brand }, ...changes],
      };
      return HttpResponse.json(world.brand);
    }),

    http.get('/api/audit', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const [actor, subject, service] = [query.get('actor'), query.get('subject'), query.get('service')];
      return page(
        world.actions.filter(
          (action) =>
            (!actor || action.actor.id === actor) &&
            (!service || action.service === service) &&
            (!subject ||
              Object.values(action.on).includes(subject) ||
              action.created?.endsWith(`/${subject}`)),
        ),
        request,
      );
    }),

    http.get('/api/suppressions', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const wanted = (name: 'channel' | 'reason' | 'customerId' | 'address', one: Suppression) =>
        !query.get(name) || one[name] === query.get(name);
      return page(
        world.suppressions.filter(
          (one) =>
            wanted('channel', one) &&
            wanted('reason', one) &&
            wanted('customerId', one) &&
            wanted('address', one) &&
            (query.get('lifted') === 'true' || !one.liftedAt),
        ),
        request,
      );
    }),
    http.post<never, NewSuppression>('/api/suppressions', async ({ request }) => {
      const { channel = 'EMAIL', customerId, address, note } = await request.json();
      if (address !== undefined && channel === 'EMAIL' && !address.includes('@')) {
        return problem(422, 'Invalid input', [
          { pointer: '/address', detail: 'This is not an e-mail address.' },
        ]);
      }
      const customer = world.customers.find(({ id }) => id === customerId);
      const suppression: Suppression = {
        id: newId('x'),
        channel,
        customerId,
        customerName: customer && fullName(customer),
        address,
        reason: 'MANUAL',
        since: now(),
        by: me.name,
        note,
      };
      world.suppressions.unshift(suppression);
      return HttpResponse.json(suppression, { status: 201 });
    }),
    http.delete<{ id: string }>('/api/suppressions/:id', ({ params, request }) => {
      const suppression = world.suppressions.find(({ id }) => id === params.id);
      if (!suppression) return problem(404, 'There is no such suppression');
      const liftNote = new URL(request.url).searchParams.get('note') ?? undefined;
      Object.assign(suppression, { liftedAt: now(), liftedBy: me.name, liftNote });
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}
