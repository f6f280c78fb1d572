import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';
import { picture } from './screenshots';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeWindow {
  axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

/** In a browser, unlike in the unit tests, axe also judges contrast. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(
    async () => (await (window as unknown as AxeWindow).axe.run()).violations,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

/** How many pixels a page is wider than its window. */
const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Tables that have to be scrolled sideways to be read. */
const crampedTables = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.table-scroll')]
      .filter((frame) => frame.scrollWidth > frame.clientWidth)
      .map((frame) => frame.getAttribute('aria-label')),
  );

const pages: [name: string, path: string, text: string][] = [
  ['dashboard', '/', 'Progress of Monsoon welcome'],
  ['dashboard-year', '/?range=12m', 'Champions'],
  ['dashboard-hours', '/?range=7d&by=hour', 'Champions'],
  ['ask', '/ask', 'What can be asked'],
  ['answer', '/ask?q=Which city grew most?', 'What was counted:'],
  ['answer-trend', '/ask?q=New customers by week', 'Show as a table'],
  ['not-understood', '/ask?q=Sing me a song', 'An answer that leaves something out'],
  ['customers', '/customers', 'Priya Menon'],
  ['customer', '/customers/c0001', 'Welcome, Asha'],
  ['customer-insights', '/customers/c0001', 'Next best action'],
  ['duplicates', '/customers/duplicates', 'Same phone number: +919812340111'],
  ['erasures', '/customers/erasures', 'Grace Hopper'],
  ['erased', '/customers/c0900', 'This customer was erased'],
  ['orders', '/orders', 'Load more'],
  ['segments', '/segments?state=ALL', 'Chennai last summer'],
  ['suggestions', '/segments', 'Big spenders who went quiet'],
  ['segment', '/segments/s3', 'Showing'],
  ['segment-edit', '/segments/s3/edit', 'Saving it moves nobody.'],
  ['segment-why', '/segments/s3/why/c0005', 'Condition by condition'],
  ['campaigns', '/campaigns', 'Monsoon welcome'],
  ['campaign', '/campaigns/k1', 'Welcome, Asha'],
  ['campaign-results', '/campaigns/k1', 'Attributed revenue'],
  ['campaign-variants', '/campaigns/k3', 'Open rates'],
  ['campaign-draft', '/campaigns/k2', 'Diwali preview'],
  ['campaign-scheduled', '/campaigns/k4', 'Repeats every Monday and Thursday at 09:30'],
  ['campaign-approval', '/campaigns/k5', 'Grace Hopper'],
  ['campaign-new', '/campaigns/new', 'Insert variable into Subject'],
  ['campaign-edit', '/campaigns/k6/edit', 'Dry through the monsoon'],
  ['campaign-sms', '/campaigns/k2/edit', 'GSM-7'],
  ['activity', '/activity', 'Launched a campaign'],
  ['settings-delivery', '/settings/delivery', 'Everything is saved.'],
  ['settings-brand', '/settings/brand', 'See your offer'],
  ['settings-suppressions', '/settings/suppressions', 'nobody@gone.example'],
  ['settings-ai', '/settings/ai', 'Built-in rules answer'],
  ['communications', '/communications', 'Welcome, Asha'],
  ['tasks', '/communications?view=tasks', 'Wants the new catalogue as soon as it is out.'],
  ['not-found', '/nowhere', 'There is no such page'],
];

// A laptop's window, which has less room than most.
test.use({ viewport: { width: 1280, height: 860 } });

test.beforeEach(async ({ page }) => {
  await page.goto('/login/as/ada');
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
});

for (const [name, path, text] of pages) {
  test(`${name} is accessible, wide and narrow`, async ({ page }) => {
    await page.goto(path);
    const found = page
      .getByText(text)
      .or(page.getByLabel(text))
      .or(page.getByRole('button', { name: text }));
    await expect(found.first()).toBeVisible();
    await picture(page, `wide-${name}`);
    expect(await faultsOf(page)).toEqual([]);

    await page.setViewportSize({ width: 1024, height: 768 });
    await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
    await picture(page, `middle-${name}`);

    await page.setViewportSize({ width: 390, height: 844 });
    await expect(found.first()).toBeVisible();
    await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
    await picture(page, `narrow-${name}`);
    expect(await crampedTables(page)).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
  });
}

test('a list on a phone is still a table to who hears it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/customers');
  const table = page.getByRole('table', { name: 'Customers' });
  await expect(table.getByRole('columnheader', { name: 'City' })).toHaveCount(1);
  const row = table.getByRole('row', { name: /Asha Rao/ }).first();
  await expect(row.getByRole('rowheader', { name: /Asha Rao/ })).toBeVisible();
  const city = row.getByRole('cell', { name: 'Pune', exact: true });
  await expect(city).toBeVisible();
  // What stands above the value is the column's name, and is not read a second time.
  expect(await city.evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain('City');
  await table.getByRole('button', { name: 'Customer' }).click();
  await expect(table.getByRole('columnheader', { name: 'Customer', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
});

test('dialogs', async ({ page }) => {
  await page.goto('/customers');
  await page.getByRole('button', { name: 'Add customer' }).click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('nonsense');
  await page.getByRole('button', { name: 'Add attribute' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add customer' }).click();
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible();
  await picture(page, 'dialog-customer', false);

  await page.goto('/orders');
  await page.getByRole('button', { name: 'Add order' }).click();
  await page.getByRole('textbox', { name: 'Unit price' }).fill('1499.50');
  await page.getByRole('button', { name: 'Add item' }).click();
  await picture(page, 'dialog-order', false);

  await page.goto('/communications');
  await page
    .getByRole('button', { name: /Welcome, Asha/ })
    .first()
    .click();
  await expect(page.frameLocator('iframe').getByText('Hello Asha')).toBeVisible();
  await picture(page, 'dialog-message', false);

  await page.goto('/campaigns/k2');
  await page.getByRole('button', { name: 'Launch' }).click();
  await expect(page.getByTestId('gets-it')).toHaveText(/\d/);
  await picture(page, 'dialog-launch', false);
  expect(await faultsOf(page)).toEqual([]);

  await page.goto('/campaigns/k3?state=UNCONFIRMED');
  await page.getByRole('button', { name: 'Settle' }).first().click();
  await picture(page, 'dialog-settle', false);

  await page.goto('/settings/suppressions');
  await page.getByRole('button', { name: 'Add suppression' }).click();
  await picture(page, 'dialog-suppression', false);
});

test('a dialog keeps the focus, and gives it back', async ({ page }) => {
  await page.goto('/settings/suppressions');
  const button = page.getByRole('button', { name: 'Add suppression' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  // From its last control, Tab leads to the browser's own, and never to what is behind the dialog.
  const isBehind = () =>
    page.evaluate(() => {
      const focused = document.activeElement;
      return focused !== document.body && !focused?.closest('[role="dialog"]');
    });
  for (let step = 0; step < 15; step++) {
    await page.keyboard.press('Tab');
    expect(await isBehind()).toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('a variable is found and inserted without a mouse', async ({ page }) => {
  await page.goto('/campaigns/k6/edit');
  await page.getByRole('button', { name: 'Insert variable into Subject' }).focus();
  await page.keyboard.press('Enter');
  const search = page.getByRole('textbox', { name: 'Search variables' });
  await expect(search).toBeFocused();
  await page.keyboard.type('points');
  const found = page.getByRole('button', { name: /^loyaltyPoints/ });
  await expect(found).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(found).toBeFocused();
  await page.keyboard.press('Enter');
  const subject = page.getByRole('textbox', { name: 'Subject' });
  await expect(subject).toHaveValue(/\{\{ customer\.attributes\.loyaltyPoints \| number \}\}/);
  await expect(subject).toBeFocused();
});

test('a period is chosen by its days', async ({ page }) => {
  await page.getByRole('button', { name: /^Last 30 days/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Period' });
  await expect(dialog.getByRole('button', { name: 'Last 30 days' })).toBeFocused();
  await picture(page, 'period', false);
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByLabel('From').fill('2026-01-05');
  await dialog.getByLabel('To').fill('2026-02-01');
  await dialog.getByRole('button', { name: 'Show these days' }).click();
  await expect(page).toHaveURL(/from=2026-01-05&to=2026-02-01/);
  await expect(page.getByText('Compared with 8 Dec 2025 – 4 Jan 2026')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Compared with 8 Dec 2025 – 4 Jan 2026')).toBeVisible();
});

test('an audience is described in words, and used only once it is accepted', async ({ page }) => {
  await page.goto('/segments/new');
  await page
    .getByRole('textbox', { name: 'Your audience in words' })
    .fill('in Pune or Mumbai who spent more than 5,000 in the last 90 days and wear a red hat');
  await page.keyboard.press('Enter');
  await expect(page.getByText('One part was not understood')).toBeVisible();
  await expect(page.getByLabel('Field')).toHaveCount(1);
  await picture(page, 'words');
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'narrow-words');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Use what was understood' }).click();
  await expect(page.getByLabel('Field')).toHaveCount(2);
  await expect(page.getByTestId('preview-count')).toHaveText(/\d/);
});

test('texts are drafted, and kept only by a person', async ({ page }) => {
  await page.goto('/customers/c0001');
  await page.getByRole('button', { name: 'Draft a message' }).click();
  await page.getByRole('button', { name: 'Write a draft' }).click();
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('A cheap trick');
  await expect(page.getByText('which your settings forbid')).toBeVisible();
  await picture(page, 'draft-message', false);
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Suggest log entries' }).click();
  await page.getByRole('button', { name: 'Suggest entries' }).click();
  await page.getByRole('button', { name: 'Add to the log' }).first().click();
  await expect(page.getByText('In the log')).toBeVisible();
  await picture(page, 'suggested-entries', false);
  expect(await faultsOf(page)).toEqual([]);

  await page.goto('/campaigns/k6/edit');
  await page.getByRole('button', { name: 'Draft with AI' }).click();
  await page.getByRole('textbox', { name: /^Goal/ }).fill('Bring them back');
  await page.getByRole('button', { name: 'Write drafts' }).click();
  await expect(page.getByRole('button', { name: 'Insert: Draft 2' })).toBeVisible();
  await picture(page, 'drafts', false);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Insert: Draft 1' }).click();
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue(/^It has been a while/);
  await picture(page, 'draft-inserted');
});

test('a campaign is written, with everything it can have', async ({ page }) => {
  await page.goto('/campaigns/k6/edit');
  const preview = page.getByTitle('Preview of the message');
  // Browsers lay a frame out only once it is in sight.
  const shows = async (text: string) => {
    await preview.scrollIntoViewIfNeeded();
    await expect(preview.contentFrame().getByText(text)).toBeVisible();
  };
  await shows('Hello Asha');
  await page.getByRole('button', { name: 'Clear Asha Rao' }).click();
  await page.getByRole('combobox', { name: 'Shown as' }).fill('vikram patil');
  await picture(page, 'picker', false);
  await page.getByRole('option', { name: /vikram\.patil@/ }).click();
  await shows('Hello Vikram');
  await page.getByRole('button', { name: 'Phone' }).click();
  await picture(page, 'campaign-preview', false);

  await page.getByRole('button', { name: 'Insert variable into Subject' }).click();
  const search = page.getByRole('textbox', { name: 'Search variables' });
  await expect(search).toBeFocused();
  await expect(page.getByRole('group', { name: 'Last order', exact: true })).toBeVisible();
  await picture(page, 'variables', false);
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(search).toBeHidden();

  const html = page.getByRole('textbox', { name: 'Message (HTML)' });
  const written = await html.inputValue();
  await html.fill(`${written}\n<p>{{ customer.nme }}</p>`);
  await page.getByRole('button', { name: 'Go to line 4, column 4' }).click();
  await expect(html).toBeFocused();
  await picture(page, 'campaign-fault', false);
  expect(await faultsOf(page)).toEqual([]);
  await html.fill(written);

  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByText('ada@example.com: sent')).toBeVisible();
  await picture(page, 'dialog-test', false);
  await page.getByRole('button', { name: 'Done' }).click();

  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: /Experiment/ })
    .click();
  await page.getByRole('button', { name: 'Compare variants' }).click();
  await page.getByRole('button', { name: 'Add variant' }).click();
  await page.getByRole('slider', { name: 'A' }).fill('50');
  await page.getByRole('radio', { name: 'Once, now' }).check({ force: true });
  await page.getByRole('switch', { name: /Find a winner/ }).check();
  await page.getByRole('slider', { name: 'Held out' }).fill('10');
  await page.getByRole('button', { name: 'Add follow-up' }).click();
  await picture(page, 'campaign-experiment');
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole('radio', { name: 'Recurring' }).check({ force: true });
  await page.getByRole('checkbox', { name: 'Thursday' }).check({ force: true });
  await expect(page.getByText('Goes out next')).toBeVisible();
  await picture(page, 'campaign-recurring');
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'narrow-campaign-recurring');
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole('link', { name: 'Cancel' }).click();
  await picture(page, 'narrow-dialog-leave', false);
  await page.getByRole('button', { name: 'Leave and lose it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jacket season' })).toBeVisible();
});

test('what changes is shown as soon as the gateway says so', async ({ page }) => {
  let say = () => {};
  const said = new Promise<void>((resolve) => (say = resolve));
  let connections = 0;
  await page.route('/api/stream', async (route) => {
    connections += 1;
    if (connections > 2) return route.fulfill({ status: 204 });
    if (connections > 1) await said;
    await route.fulfill({
      contentType: 'text/event-stream',
      body: `retry: 100\n\nid: ${connections}\nevent: ${connections > 1 ? 'segment' : 'hello'}\ndata: {"id":"s1"}\n\n`,
    });
  });
  let asked = 0;
  await page.route('/api/segments/s1', async (route) => {
    asked += 1;
    const response = await route.fetch();
    await route.fulfill({
      response,
      json: { ...((await response.json()) as object), name: `Asked ${asked}` },
    });
  });
  await page.goto('/segments/s1');
  await expect(page.getByRole('heading', { level: 1, name: /^Asked/ })).toBeVisible();
  await expect.poll(() => connections).toBeGreaterThan(1);
  const before = asked;
  say();
  await expect(page.getByRole('heading', { level: 1, name: `Asked ${before + 1}` })).toBeVisible();
});

test('a nested rule', async ({ page }) => {
  await page.goto('/segments/new');
  await page.getByLabel('Field').first().selectOption('orders.total');
  await page.getByLabel('Operator').first().selectOption('between');
  await page.getByLabel('From', { exact: true }).fill('1000');
  await page.getByLabel('To', { exact: true }).fill('90000');
  await page.getByLabel('Counted over').selectOption('last');
  await page.getByLabel('Only with').selectOption('category');
  await page.getByRole('button', { name: 'Add group' }).click();
  await page.getByLabel('Field').nth(1).selectOption('tags');
  await page.getByLabel('Operator').nth(1).selectOption('in');
  await page.getByLabel('Values').fill('vip,newsletter,');
  await page.getByLabel('Match').nth(1).selectOption('None of these');
  await page.getByRole('button', { name: 'Add condition' }).nth(1).click();
  await page.getByLabel('Field').nth(2).selectOption('orders.lastAt');
  await page.getByLabel('Operator').nth(2).selectOption('notWithinLast');
  await page.getByLabel('Period: how many', { exact: true }).fill('30');
  await expect(page.getByText('Last order is not within the last 30 days')).toBeVisible();
  await picture(page, 'nested-rule');
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'narrow-nested-rule');
});

test('the menu of a small screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Segments', exact: true })).toBeVisible();
  await page.waitForTimeout(300);
  await picture(page, 'narrow-menu', false);
  await page.getByRole('link', { name: 'Segments', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Segments' })).toBeVisible();
});

test('signing out', async ({ page }) => {
  await page.getByRole('button', { name: 'Ada Lovelace' }).click();
  await picture(page, 'person-menu', false);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in with Google' })).toBeVisible();
  await picture(page, 'wide-sign-in');
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'narrow-sign-in');
});
