import { expect, test, type Page } from '@playwright/test';
import { picture } from './screenshots';

/** Set apart from what earlier runs left on the same platform. */
const run = Date.now().toString(36);
const segmentName = `Pune big spenders ${run}`;
const campaignName = `Thank our big spenders ${run}`;

async function signIn(page: Page) {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Sign in with Google' })).toBeVisible();
  await picture(page, '01-sign-in');
  await page.getByRole('link', { name: 'Sign in with Google' }).click();
  const person = /Ada Lovelace/;
  await page
    .getByRole('link', { name: person })
    .or(page.getByRole('button', { name: person }))
    .first()
    .click();
}

test('from signing in to a running live campaign', async ({ page }) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));

  await test.step('sign in and see the dashboard', async () => {
    await signIn(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Customers', exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ada Lovelace' })).toBeVisible();
    await picture(page, '02-dashboard');
  });

  await test.step('describe a segment and see who matches', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Segments' }).click();
    await page.getByRole('link', { name: 'New segment' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill(segmentName);

    await page.getByLabel('Field').first().selectOption('city');
    await page.getByLabel('Operator').first().selectOption('=');
    await page.getByLabel('Value').first().fill('Pune');
    await page.getByRole('button', { name: 'Add condition' }).first().click();
    await page.getByLabel('Field').nth(1).selectOption('orders.total');
    await page.getByLabel('Operator').nth(1).selectOption('>=');
    const preview = page.waitForResponse(
      (response) =>
        response.url().endsWith('/api/segments/preview') &&
        response.request().postData()?.includes('5000') === true,
    );
    await page.getByLabel('Value').nth(1).fill('5000');
    expect((await preview).status()).toBe(200);
    expect((await preview).request().postDataJSON()).toMatchObject({
      exact: false,
      rule: {
        combinator: 'and',
        rules: [
          { field: 'city', operator: '=', value: 'Pune' },
          { field: 'orders.total', operator: '>=', value: 5000 },
        ],
      },
    });
    await expect(page.getByTestId('preview-count')).toHaveText(/\d/);
    await picture(page, '03-segment-builder');

    await page.getByRole('button', { name: 'Save segment' }).click();
    await expect(page.getByRole('heading', { level: 1, name: segmentName })).toBeVisible();
    await expect(page.getByRole('group', { name: 'In it now' })).toBeVisible();
    await picture(page, '04-segment');
  });

  await test.step('write a live campaign to it', async () => {
    await page.getByRole('link', { name: 'New campaign' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(campaignName);
    await expect(page.getByRole('button', { name: `Clear ${segmentName}` })).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Live' })).toBeChecked();
    await page.getByRole('textbox', { name: 'Subject' }).fill('Thank you, {{ customer.firstName }}');
    await page
      .getByRole('textbox', { name: 'Message (HTML)' })
      .fill(
        '<h1>Thank you, {{ customer.firstName }}!</h1><p>Your {{ orders.count }} orders mean a lot to us.</p><p><a href="{{ unsubscribe_url }}">Unsubscribe</a></p>',
      );
    await page
      .getByRole('textbox', { name: 'Message (plain text)' })
      .fill('Thank you, {{ customer.firstName }}! Unsubscribe: {{ unsubscribe_url }}');
    // A platform without anybody in it has nobody to show it as.
    const pane = page.getByRole('region', { name: 'Preview' });
    await expect(
      pane.getByTitle('Preview of the message').or(pane.getByText('Then the message shows here')).first(),
    ).toBeVisible();
    await picture(page, '05-campaign-editor');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await expect(page.getByRole('heading', { level: 1, name: campaignName })).toBeVisible();
    await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  });

  await test.step('launch it, knowing how many get it', async () => {
    await page.getByRole('button', { name: 'Launch' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/of [\d,]+ customers? gets? it/)).toBeVisible();
    await expect(dialog.getByTestId('gets-it')).toHaveText(/^[\d,]+$/);
    await picture(page, '06-launch', false);
    await dialog.getByRole('button', { name: 'Launch now' }).click();
    await expect(page.getByText('Running', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Sent', exact: true })).toBeVisible();
    await picture(page, '07-campaign');
  });

  await test.step('find it on the dashboard', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Dashboard' }).click();
    await expect(page.getByRole('link', { name: campaignName })).toBeVisible();
    await picture(page, '08-dashboard-running');
  });

  expect(complaints).toEqual([]);
});
