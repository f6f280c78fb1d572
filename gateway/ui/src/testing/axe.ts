import axe from 'axe-core';

/** What axe finds wrong, as lines to read in a failed test. Colours need a browser: e2e looks at those. */
export async function faultsOf(element: Element): Promise<string[]> {
  const { violations } = await axe.run(
    // Rows of a table are alike: a few stand for all.
    { include: element, exclude: 'tbody tr:nth-child(n + 5)' },
    {
      resultTypes: ['violations'],
      rules: { 'color-contrast': { enabled: false } },
      // jsdom does not load what frames show.
      iframes: false,
    },
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} – ${nodes.map((node) => node.html).join(' | ')}`,
  );
}
