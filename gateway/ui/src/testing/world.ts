import type {
  Action,
  BrandSettings,
  Campaign,
  Communication,
  Customer,
  DeliverySettings,
  ImportJob,
  ImportTrial,
  Message,
  Order,
  RejectedRecord,
  Segment,
  Suppression,
  Erasure,
} from '@/lib/api/types';

const people: [string, string, string][] = [
  ['Asha', 'Rao', 'Pune'],
  ['Vikram', 'Patil', 'Pune'],
  ['Meera', 'Kulkarni', 'Pune'],
  ['Rohan', 'Deshmukh', 'Mumbai'],
  ['Ananya', 'Iyer', 'Chennai'],
  ['Kabir', 'Singh', 'Delhi'],
  ['Leela', 'Nair', 'Kochi'],
  ['Arjun', 'Shah', 'Ahmedabad'],
  ['Nisha', 'Joshi', 'Pune'],
  ['Farhan', 'Khan', 'Hyderabad'],
  ['Priya', 'Menon', 'Bengaluru'],
  ['Dev', 'Banerjee', 'Kolkata'],
];

const products: [string, string, string, string][] = [
  ['SH-9', 'Trail shoe', 'Shoes', '4499.00'],
  ['SO-2', 'Wool socks', 'Socks', '349.50'],
  ['JK-4', 'Rain jacket', 'Jackets', '5999.00'],
  ['BT-1', 'Water bottle', 'Gear', '799.00'],
];

/** Without randomness, so that a screenshot or a test sees the same world each time. */
function spread(seed: number, size: number): number {
  return (seed * 7 + seed * seed * 3) % size;
}

export function createWorld(now = Date.now()) {
  const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();

  const customers: Customer[] = Array.from({ length: 132 }, (_, at) => {
    const [firstName, lastName, city] = people[at % people.length] ?? ['', '', ''];
    const round = Math.floor(at / people.length);
    return {
      id: `c${String(at + 1).padStart(4, '0')}`,
      version: 1,
      merged: [],
      externalId: `C-${1001 + at}`,
      firstName,
      lastName: round === 0 ? lastName : `${lastName}-${round + 1}`,
      email: `${firstName}.${lastName}${round || ''}@example.com`.toLowerCase(),
      phone: `+9198${String(12_340_000 + at * 37)}`,
      city,
      country: 'IN',
      birthDate: `19${80 + (at % 19)}-0${1 + (at % 9)}-1${at % 9}`,
      timeZone: 'Asia/Kolkata',
      tags: at % 4 === 0 ? ['vip'] : at % 5 === 0 ? ['newsletter'] : [],
      attributes: { plan: at % 3 === 0 ? 'gold' : 'silver', loyaltyPoints: at * 10 },
      consent: { email: at % 7 !== 6, sms: at % 2 === 0 },
      createdAt: daysAgo(at / 3),
      updatedAt: daysAgo(at / 3),
    };
  });

  // Who may be one person.
  for (const [at, customer] of customers.entries()) {
    if (at === 13)
      Object.assign(customer, { phone: customers[3]?.phone, firstName: 'R.', lastName: 'Deshmukh' });
    if (at >= 4 && at <= 6) customer.email = 'family@example.com';
  }

  const orders: Order[] = Array.from({ length: 240 }, (_, at) => {
    const customer = customers[spread(at, customers.length)] as Customer;
    const [sku, name, category, unitPrice] = products[at % products.length] ?? ['', '', '', '0'];
    const quantity = 1 + (at % 3);
    const placedAt = daysAgo(spread(at, 60) / 2 + at / 240);
    return {
      id: `o${String(at + 1).padStart(4, '0')}`,
      version: 1,
      externalId: `O-${7000 + at}`,
      customerId: customer.id,
      customerExternalId: customer.externalId,
      customerName: `${customer.firstName} ${customer.lastName}`,
      placedAt,
      status: at % 17 === 0 ? 'CANCELLED' : at % 5 === 0 ? 'SHIPPED' : at % 3 === 0 ? 'DELIVERED' : 'PAID',
      currency: 'INR',
      total: (Number(unitPrice) * quantity).toFixed(2),
      channel: at % 2 === 0 ? 'web' : 'store',
      items: [{ sku, name, category, quantity, unitPrice }],
      createdAt: placedAt,
      updatedAt: placedAt,
    } satisfies Order;
  }).sort((a, b) => b.placedAt.localeCompare(a.placedAt));

  const segments: Segment[] = [
    {
      id: 's1',
      version: 1,
      name: 'Gold in the west',
      description: 'Pune and Mumbai, gold plan',
      rule: {
        combinator: 'and',
        rules: [
          { field: 'city', operator: 'in', value: ['Pune', 'Mumbai'] },
          { field: 'attributes.plan', operator: '=', value: 'gold' },
        ],
      },
      ruleDescription: '',
      state: 'ACTIVE',
      size: 0,
      createdAt: daysAgo(20),
      updatedAt: daysAgo(3),
    },
    {
      id: 's2',
      version: 1,
      name: 'Spent over 10,000',
      rule: { combinator: 'and', rules: [{ field: 'orders.total', operator: '>', value: 10_000 }] },
      ruleDescription: '',
      state: 'ACTIVE',
      size: 0,
      backfill: { done: 84, total: 132, secondsLeft: 95 },
      createdAt: daysAgo(8),
      updatedAt: daysAgo(0.01),
    },
    {
      id: 's3',
      version: 2,
      name: 'Buys again this quarter',
      description: 'For reminders about gear',
      rule: {
        combinator: 'and',
        rules: [
          {
            field: 'orders.count',
            operator: '>=',
            value: 1,
            within: 'P90D',
            where: { category: ['Gear', 'Shoes'] },
          },
          { field: 'orders.lastAt', operator: 'withinLast', value: 'P30D' },
          {
            combinator: 'or',
            not: true,
            rules: [
              { field: 'tags', operator: 'in', value: ['newsletter'] },
              { field: 'segment', operator: 'in', value: ['s1'] },
            ],
          },
        ],
      },
      ruleDescription: '',
      state: 'ACTIVE',
      size: 0,
      createdAt: daysAgo(26),
      updatedAt: daysAgo(12),
    },
    {
      id: 's4',
      version: 4,
      name: 'Chennai last summer',
      rule: { combinator: 'and', rules: [{ field: 'city', operator: '=', value: 'Chennai' }] },
      ruleDescription: '',
      state: 'ARCHIVED',
      size: 0,
      createdAt: daysAgo(200),
      updatedAt: daysAgo(90),
    },
  ];

  /** What a campaign is that says nothing of it. */
  const plain = {
    version: 1,
    segmentId: 's1',
    segmentName: 'Gold in the west',
    channel: 'EMAIL',
    mode: 'ONE_OFF',
    state: 'DRAFT',
    followUps: [],
    variants: [],
    holdout: 0,
    priority: 5,
    guards: { ignoreCaps: false, ignoreQuietHours: false },
    occurrence: 0,
    enrolled: 0,
    decisions: [],
    createdBy: 'Ada Lovelace',
    changedBy: 'Ada Lovelace',
  } satisfies Partial<Campaign>;

  const campaigns: Campaign[] = [
    {
      ...plain,
      id: 'k1',
      version: 3,
      name: 'Monsoon welcome',
      mode: 'LIVE',
      state: 'RUNNING',
      content: {
        subject: 'Welcome, {{ customer.firstName }}',
        html: '<h2 style="color:#4338ca">Hello {{ customer.firstName }}</h2><p>Rain is coming to {{ customer.city }}: here is 10% off jackets.</p>',
        text: 'Hello {{ customer.firstName }}, here is 10% off jackets.',
      },
      launchedAt: daysAgo(2),
      startedAt: daysAgo(2),
      createdAt: daysAgo(3),
      updatedAt: daysAgo(2),
    },
    {
      ...plain,
      id: 'k6',
      name: 'Jacket season',
      mode: 'LIVE',
      content: {
        subject: 'Welcome, {{ customer.firstName }}',
        preheader: 'Dry through the monsoon',
        html: '<h2>Hello {{ customer.firstName }}</h2>\n<p>Rain is coming to {{ customer.city }}: here is 10% off jackets.</p>\n<p><a href="https://trails.example/jackets">See the jackets</a></p>',
      },
      createdAt: daysAgo(0.5),
      updatedAt: daysAgo(0.5),
    },
    {
      ...plain,
      id: 'k2',
      name: 'Diwali preview',
      segmentId: 's2',
      segmentName: 'Spent over 10,000',
      channel: 'SMS',
      content: { text: 'Hi {{ customer.firstName }}, the Diwali sale opens for you tonight.' },
      createdAt: daysAgo(1),
      updatedAt: daysAgo(1),
    },
    {
      ...plain,
      id: 'k4',
      version: 2,
      name: 'Weekly picks',
      mode: 'SCHEDULED',
      state: 'SCHEDULED',
      schedule: { cron: '0 30 9 * * MON,THU' },
      content: {
        subject: 'Picked for you, {{ customer.firstName }}',
        html: '<p>This week in our shop.</p>',
      },
      launchedAt: daysAgo(1),
      nextAt: daysAgo(-3),
      createdAt: daysAgo(5),
      updatedAt: daysAgo(1),
    },
    {
      ...plain,
      id: 'k5',
      version: 4,
      name: 'Win them back',
      state: 'IN_APPROVAL',
      mode: 'SCHEDULED',
      schedule: { localAt: '2031-03-01T18:00:00', zone: 'RECIPIENT' },
      content: { subject: 'We miss you', html: '<p>Come back, {{ customer.firstName }}.</p>' },
      followUps: [
        {
          after: 'P3D',
          when: 'NOT_OPENED',
          content: { subject: 'Still there?', html: '<p>It is 10% for you until Sunday.</p>' },
        },
      ],
      holdout: 10,
      approval: { requestedBy: { id: 'u7', name: 'Grace Hopper' }, requestedAt: daysAgo(0.1) },
      createdBy: 'Grace Hopper',
      changedBy: 'Grace Hopper',
      createdAt: daysAgo(6),
      updatedAt: daysAgo(0.1),
    },
    {
      ...plain,
      id: 'k3',
      version: 6,
      name: 'Spring clearance',
      segmentId: 's2',
      segmentName: 'Spent over 10,000',
      state: 'PAUSED',
      stateReason: '14 bounces of 120 messages are 11.7 %; more than 10.0 % pauses a campaign.',
      content: {},
      variants: [
        {
          name: 'Urgent',
          share: 50,
          content: { subject: 'Last days, {{ customer.firstName }}', text: 'Everything must go.' },
        },
        { name: 'Curious', share: 50, content: { subject: 'What is left for you?', text: 'Have a look.' } },
      ],
      winner: { by: 'OPENS', testShare: 80, after: 'PT4H' },
      followUps: [
        { after: 'P3D', when: 'NOT_CLICKED', content: { subject: 'Really the last', text: 'Now.' } },
      ],
      holdout: 5,
      decisions: [
        {
          occurrence: 0,
          winner: 'A',
          at: daysAgo(39),
          by: 'OPENS',
          figures: [
            { variant: 'A', sent: 36, successes: 22 },
            { variant: 'B', sent: 35, successes: 8 },
          ],
        },
      ],
      launchedAt: daysAgo(40),
      startedAt: daysAgo(40),
      occurrenceAt: daysAgo(40),
      pausedAt: daysAgo(38),
      createdAt: daysAgo(41),
      updatedAt: daysAgo(38),
    },
  ];

  return {
    customers,
    orders,
    segments,
    campaigns,
    messages: [] as Message[],
    delivery: {
      version: 1,
      approvalRequired: false,
      emailCaps: [{ messages: 3, per: 'P7D' }],
      smsCaps: [],
      quietHours: { from: '21:00', to: '08:00', spreadOver: 'PT1H' },
      automaticPause: { bounceRate: 10, complaintRate: 0.5, atLeast: 100 },
      defaultLimits: {
        email: { perSecond: 20, concurrency: 0 },
        sms: { perSecond: 0, concurrency: 0 },
        domains: [{ domain: 'gmail.com', perSecond: 5, concurrency: 2 }],
      },
      timeZone: 'Asia/Kolkata',
      changes: [
        {
          at: daysAgo(12),
          by: 'Grace Hopper',
          settings: {
            approvalRequired: false,
            emailCaps: [{ messages: 3, per: 'P7D' }],
            smsCaps: [],
            quietHours: { from: '21:00', to: '08:00', spreadOver: 'PT1H' },
            automaticPause: { bounceRate: 10, complaintRate: 0.5, atLeast: 100 },
          },
        },
      ],
    } as DeliverySettings,
    brand: {
      version: 2,
      name: 'Western Trails',
      color: '#0b6b4b',
      websiteUrl: 'https://trails.example',
      postalAddress: '12 Fergusson Road\nPune 411004, India',
      fromName: 'Western Trails',
      fromAddress: 'hello@trails.example',
      tracking: true,
      changes: [],
    } as BrandSettings,
    actions: [
      {
        id: 'a5',
        at: daysAgo(1),
        actor: { id: 'u3', name: 'Grace Hopper', kind: 'PERSON' },
        service: 'campaign-service',
        action: 'POST /api/campaigns/{id}/launch',
        on: { id: 'k1' },
        details: {},
        outcome: 'DONE',
      },
      {
        id: 'a4',
        at: daysAgo(2),
        actor: { id: 'u1', name: 'Ada Lovelace', kind: 'PERSON' },
        service: 'auth-service',
        action: 'PATCH /api/users/{id}',
        on: { id: 'u3' },
        details: { email: 'grace@example.com', roles: 'MANAGER' },
        outcome: 'DONE',
      },
      {
        id: 'a3',
        at: daysAgo(3),
        actor: { id: 'client-7', name: 'Web shop', kind: 'CLIENT' },
        service: 'order-service',
        action: 'POST /api/orders',
        on: {},
        created: '/api/orders/o77',
        details: {},
        outcome: 'UNCERTAIN',
      },
      {
        id: 'a2',
        at: daysAgo(4),
        actor: { id: 'u3', name: 'Grace Hopper', kind: 'PERSON' },
        service: 'customer-service',
        action: 'PATCH /api/customers/{id}',
        on: { id: 'c0001' },
        details: { fields: 'city, consent' },
        outcome: 'DONE',
      },
      {
        id: 'a1',
        at: daysAgo(5),
        actor: { id: 'u1', name: 'Ada Lovelace', kind: 'PERSON' },
        service: 'campaign-service',
        action: 'POST /api/somewhere/new',
        on: {},
        details: {},
        outcome: 'DONE',
      },
    ] as Action[],
    suppressions: [
      {
        id: 'x1',
        channel: 'EMAIL',
        customerId: 'c0007',
        customerName: 'Leela Nair',
        reason: 'UNSUBSCRIBED',
        since: daysAgo(4),
      },
      {
        id: 'x2',
        channel: 'EMAIL',
        address: 'nobody@gone.example',
        reason: 'BOUNCED',
        since: daysAgo(9),
        detail: '550 5.1.1 User unknown',
      },
      {
        id: 'x3',
        channel: 'SMS',
        address: '+919812340000',
        reason: 'MANUAL',
        since: daysAgo(20),
        by: 'Grace Hopper',
        note: 'Asked us on the phone',
      },
    ] as Suppression[],
    merges: [] as { survivor: string; customer: Customer; mergedAt: string }[],
    erasures: [
      {
        customerId: 'c0900',
        erasedAt: daysAgo(12),
        requestedBy: 'Grace Hopper',
        confirmations: ['campaign-service', 'insight-service', 'order-service'].map((service) => ({
          service,
          confirmedAt: daysAgo(12),
        })),
        complete: true,
      },
    ] as Erasure[],
    duplicates: [
      {
        id: 'd1',
        reason: 'PHONE',
        value: '+919812340111',
        detectedAt: daysAgo(1),
        customerIds: ['c0004', 'c0014'],
      },
      {
        id: 'd2',
        reason: 'EMAIL',
        value: 'family@example.com',
        detectedAt: daysAgo(2),
        customerIds: ['c0005', 'c0006', 'c0007'],
      },
    ],
    imports: [
      importOf(
        'i1',
        new URLSearchParams({ fileName: 'spring.csv' }),
        'Customer no,E-mail,Shoe size\nC-1,asha@example.com,38\nC-2,nobody,40',
        daysAgo(1),
      ),
    ],
    rejected: [
      {
        id: 'customers.inbound-0-41-1',
        state: 'REJECTED',
        topic: 'customers.inbound',
        partition: 0,
        offset: 41,
        key: 'SHOP-7',
        headers: [{ name: 'ce_type', value: 'shop.customer' }],
        at: daysAgo(0.2),
        content: '{\n  "externalId": "SHOP-7",\n  "email": "nobody",\n  "colour": "red"\n}',
        encoding: 'TEXT',
        whole: true,
        bytes: 66,
        record: '{\n  "externalId": "SHOP-7",\n  "email": "nobody",\n  "colour": "red"\n}',
        reasons: [
          { pointer: '/email', detail: 'This is not an e-mail address.' },
          { pointer: '/colour', detail: 'There is no field with this name.' },
        ],
        rejectedAt: daysAgo(0.2),
      },
    ] as RejectedRecord[],
    communications: [
      {
        id: 'n1',
        kind: 'CALL',
        customerId: 'c0001',
        customerName: 'Asha Rao',
        body: 'Asked about the rain jacket in blue; we call back on Friday.',
        author: 'Ada Lovelace',
        version: 1,
        tags: ['jacket'],
        task: { dueAt: daysAgo(-2), assignee: 'grace@example.com' },
        at: daysAgo(0.4),
      },
      {
        id: 'n2',
        kind: 'MEETING',
        customerId: 'c0011',
        customerName: 'Priya Menon',
        body: 'Wants the new catalogue as soon as it is out.',
        author: 'Ada Lovelace',
        version: 1,
        tags: [],
        task: { dueAt: daysAgo(3) },
        at: daysAgo(9),
      },
      {
        id: 'n3',
        kind: 'NOTE',
        customerId: 'c0011',
        customerName: 'Priya Menon',
        body: 'Buys gear each monsoon; a reminder in May would be welcome.',
        source: 'AI',
        author: 'Ada Lovelace',
        acceptedBy: 'Ada Lovelace',
        version: 1,
        tags: [],
        at: daysAgo(11),
      },
    ] as Communication[],
  };
}

export type World = ReturnType<typeof createWorld>;

export function ordersOf(world: World, customerId: string) {
  const own = world.orders.filter((order) => order.customerId === customerId && order.status !== 'CANCELLED');
  return { count: own.length, total: own.reduce((sum, order) => sum + Number(order.total), 0) };
}

function fieldValue(customer: Customer, field: string): unknown {
  if (field.startsWith('attributes.')) return customer.attributes?.[field.slice('attributes.'.length)];
  return customer[field as keyof Customer];
}

/** Variables, with no other filter than what is said to those who have none. */
export function render(world: World, template: string | undefined, customer: Customer): string {
  const orders = ordersOf(world, customer.id);
  const valueOf = (name: string): unknown => {
    if (name === 'orders.count') return orders.count;
    if (name === 'orders.total') return orders.total.toFixed(2);
    return name.startsWith('customer.') ? fieldValue(customer, name.slice('customer.'.length)) : undefined;
  };
  return (template ?? '').replaceAll(
    /\{\{\s*([\w.]+)\s*(?:\|([^}]*))?\}\}/g,
    (_, name: string, filters = '') => {
      const value = valueOf(name);
      if (typeof value === 'string' || typeof value === 'number') return String(value);
      return /default: '([^']*)'/.exec(String(filters))?.[1] ?? '';
    },
  );
}

const importFields = ['externalId', 'firstName', 'lastName', 'email', 'phone', 'city'];
const cellsOf = (line: string) => line.split(',');

/** A table as customer-service takes one, of simple cells. */
export function importOf(id: string, query: URLSearchParams, text: string, at: string): ImportJob {
  const [header = '', ...rows] = text.trim().split('\n');
  return {
    id,
    fileName: query.get('fileName') ?? 'table.csv',
    bytes: text.length,
    charset: 'UTF-8',
    delimiter: ',',
    columns: cellsOf(header),
    mapping: cellsOf(header).map(
      (column) => importFields.find((field) => field === column.toLowerCase().replace('-', '')) ?? '',
    ),
    fields: importFields,
    takesAttributes: true,
    sample: rows.map(cellsOf),
    state: 'UPLOADED',
    rows: 0,
    rejected: 0,
    percent: 0,
    createdBy: 'Ada Lovelace',
    createdAt: at,
  };
}

export function trialOf(job: ImportJob): ImportTrial {
  const email = job.mapping.indexOf('email');
  const faults = job.sample.flatMap((cells, row) =>
    email < 0 || cells[email]?.includes('@')
      ? []
      : [{ line: row + 2, cells, faults: [{ pointer: '/email', detail: 'This is not an e-mail address.' }] }],
  );
  return { rows: job.sample.length, refused: faults.length, faults };
}
