import { readFileSync, readdirSync } from 'node:fs';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Me, Role } from '@/lib/api/types';
import { ada } from '@/testing/mockApi';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';

/** Who may call what, as each service's own test keeps it true. */
const ACCESS = '../../docs/access';

interface Row {
  method: string;
  path: RegExp;
  roles: string[];
}

const rows: Row[] = readdirSync(ACCESS).flatMap((file) => {
  const [head = '', ...lines] = readFileSync(`${ACCESS}/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const names = cellsOf(head);
  return lines.map((line) => {
    const cells = cellsOf(line);
    const path = (cells[1] ?? '').replaceAll('`', '');
    return {
      method: cells[0] ?? '',
      path: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
      roles: names.filter((_, at) => cells[at] === 'yes'),
    };
  });
});

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The gateway's own are for everybody who is signed in. */
function mayCall(role: Role, { method, url }: Request): boolean {
  const { pathname } = new URL(url);
  const found = rows
    .filter((row) => row.method === method && row.path.test(pathname))
    // As the services do: what is written out goes before what stands for anything.
    .sort((a, b) => a.path.source.split('[^/]+').length - b.path.source.split('[^/]+').length)[0];
  return found === undefined || found.roles.includes(role);
}

const pages = [
  ['/', 'Live segments'],
  ['/ask?q=Which city grew most?', 'Pune grew most'],
  ['/customers', 'Priya Menon'],
  ['/customers/c0001', 'Next best action'],
  ['/customers/c0900', 'Erased customer'],
  ['/customers/duplicates', 'Duplicates'],
  ['/customers/erasures', 'Erasures'],
  ['/orders', 'Showing 50'],
  ['/segments', 'Big spenders who went quiet'],
  ['/segments/s1', 'Asha Rao'],
  ['/segments/s3/why/c0005', 'Condition by condition'],
  ['/segments/new', /Conditions|may look at/],
  ['/segments/s3/edit', /Conditions|may look at/],
  ['/campaigns', 'Monsoon welcome'],
  ['/campaigns/new', /Insert variable|may look at/],
  ['/campaigns/k6/edit', /Insert variable|may look at/],
  ['/campaigns/k1', 'More ordered with the message'],
  ['/campaigns/k2', 'Diwali'],
  ['/campaigns/k3', 'It paused by itself'],
  ['/campaigns/k5', 'asks for it to be approved'],
  ['/communications', 'Welcome, Asha'],
  ['/communications?view=tasks', 'Wants the new catalogue'],
  ['/activity', 'Only managers and administrators see the activity'],
  ['/settings/delivery', 'Settings are for managers'],
  ['/settings/suppressions', 'Settings are for managers'],
  ['/settings/ai', 'Settings are for managers'],
] as const;

/** What somebody may not do, by the words that its control begins with. */
const FORBIDDEN: Record<'ANALYST' | 'MARKETER', RegExp> = {
  ANALYST:
    /^(Add|Approve|Archive|Ask for approval|Create|Delete|Draft|Duplicate|Edit|Erase|Import|Launch|Mark done|Merge|New|Pause|Resume|Retry|Save|Send|Settle|Stop|Suggest|Use as draft)\b/,
  MARKETER: /^(Approve|Erase|Launch|Pause|Resume|Send again|Send back|Settle|Stop|Schedule)\b/,
};

describe.each(['ANALYST', 'MARKETER'] as const)('%s', (role) => {
  const refused: string[] = [];
  const look = ({ request }: { request: Request }) => {
    if (!mayCall(role, request)) refused.push(`${request.method} ${new URL(request.url).pathname}`);
  };
  beforeEach(() => {
    refused.length = 0;
    server.events.on('request:start', look);
  });
  afterEach(() => server.events.removeListener('request:start', look));

  it.each(pages)('at %s asks for nothing that is refused', async (path, text) => {
    const { container } = renderApp(path, {
      handlers: [http.get('/api/me', () => HttpResponse.json<Me>({ ...ada, roles: [role] }))],
    });
    expect((await screen.findAllByText(text, { exact: false }))[0]).toBeVisible();
    await waitFor(() => expect(container.querySelector('.skeleton')).toBeNull());
    expect(refused).toEqual([]);
    const offered = [...container.querySelectorAll<HTMLElement>('main button, main a.btn')]
      .map((control) => control.getAttribute('aria-label') ?? control.textContent.trim())
      .filter((name) => FORBIDDEN[role].test(name));
    expect(offered).toEqual([]);
  });
});

it('the tables of access are read as they stand', () => {
  const request = (method: string, path: string) => new Request(`http://localhost${path}`, { method });
  expect(mayCall('ANALYST', request('GET', '/api/segments/s1'))).toBe(true);
  expect(mayCall('ANALYST', request('POST', '/api/segments/preview'))).toBe(false);
  expect(mayCall('MARKETER', request('POST', '/api/campaigns/k1/launch'))).toBe(false);
  expect(mayCall('MARKETER', request('GET', '/api/campaigns/variables'))).toBe(true);
  expect(mayCall('ANALYST', request('GET', '/api/campaigns/variables'))).toBe(false);
});
