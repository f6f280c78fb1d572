import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';

it.each([
  ['/', 'Dashboard', 'Live segments'],
  ['/?range=90d&by=week', 'Dashboard', 'Champions'],
  ['/ask', 'Ask', 'Which city grew most last quarter?'],
  ['/ask?q=Which city grew most?', 'Ask', 'Pune grew most'],
  ['/ask?q=Sing', 'Ask', 'An answer that leaves something out'],
  ['/customers', 'Customers', 'Priya Menon'],
  ['/customers/import', 'Import customers', 'spring.csv'],
  ['/customers/import/i1', 'spring.csv', 'Shoe size'],
  ['/customers/rejected', 'Rejected records', 'SHOP-7'],
  ['/customers/rejected/customers.inbound-0-41-1', 'Record of SHOP-7', 'Fix and resubmit'],
  ['/orders/rejected', 'Rejected records', 'Nothing waits to be mended'],
  ['/customers/duplicates', 'Duplicates', 'Same phone number'],
  ['/customers/erasures', 'Erasures', 'Grace Hopper'],
  ['/customers/c0900', 'Erased customer', 'Asked for by Grace Hopper'],
  ['/customers/c0001', 'Asha Rao', 'Welcome, Asha'],
  ['/customers/c0001', 'Asha Rao', 'Next best action'],
  ['/orders', 'Orders', 'Showing 50'],
  ['/segments', 'Segments', 'Gold in the west'],
  ['/segments', 'Segments', 'Big spenders who went quiet'],
  ['/segments/new', 'New segment', 'Conditions'],
  ['/segments/s1', 'Gold in the west', 'Asha Rao'],
  ['/segments?state=ALL', 'Segments', 'Chennai last summer'],
  ['/segments/s3/edit', 'Edit segment', 'Saving it moves nobody'],
  ['/segments/s3/why/c0005', 'Why Ananya Iyer is in', 'Condition by condition'],
  ['/campaigns', 'Campaigns', 'Monsoon welcome'],
  ['/campaigns/new', 'New campaign', 'Insert variable'],
  ['/campaigns/k6/edit', 'Edit campaign', 'Compare variants'],
  ['/campaigns/k1', 'Monsoon welcome', 'What became of it'],
  ['/campaigns/k3', 'Spring clearance', 'It paused by itself'],
  ['/campaigns/k4', 'Weekly picks', 'Goes out'],
  ['/campaigns/k5', 'Win them back', 'asks for it to be approved'],
  ['/campaigns/k1', 'Monsoon welcome', 'More ordered with the message'],
  ['/communications', 'Communications', 'Welcome, Asha'],
  ['/communications?view=tasks', 'Communications', 'Wants the new catalogue'],
  ['/activity', 'Activity', 'Launched a campaign'],
  ['/settings/delivery', 'Delivery settings', 'Quiet hours'],
  ['/settings/brand', 'Brand settings', 'See your offer'],
  ['/settings/suppressions', 'Suppressions', 'nobody@gone.example'],
  ['/settings/ai', 'AI settings', 'Words that no draft may use'],
  ['/nowhere', 'Page not found', 'There is no such page'],
])('%s has a heading, a title and nothing that axe objects to', async (path, heading, text) => {
  const { container } = renderApp(path);
  expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeInTheDocument();
  expect((await screen.findAllByText(text, { exact: false }))[0]).toBeInTheDocument();
  expect(document.title).toBe(`${heading} · Mi-CMS`);
  expect(await faultsOf(container)).toEqual([]);
});

it('the sign-in page has nothing that axe objects to', async () => {
  const { container } = renderApp('/', { signedIn: false });
  await screen.findByRole('link', { name: 'Sign in with Google' });
  expect(await faultsOf(container)).toEqual([]);
});
