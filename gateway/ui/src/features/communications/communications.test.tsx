import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';

const log = () => screen.findByRole('table', { name: 'Communications' });
const rows = async () =>
  within(await log())
    .getAllByRole('row')
    .slice(1);

describe('communications', () => {
  it('are narrowed by a tag that stands in the address', async () => {
    const { user, router, container } = renderApp('/communications?kind=CALL');
    await log();
    await user.click(screen.getByRole('button', { name: 'Filters' }));
    await user.type(await screen.findByRole('textbox', { name: 'Tag' }), 'drum{Enter}');
    expect(router.state.location.search).toBe('?kind=CALL&tag=drum');
    expect(await screen.findByRole('button', { name: 'Filters 1 active' })).toBeVisible();
    expect(await screen.findByText('Nothing here yet')).toBeVisible();
    expect(await faultsOf(container)).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(router.state.location.search).toBe('');
    expect(screen.getByRole('combobox', { name: 'Kind' })).toHaveValue('');
    await waitFor(async () => expect((await rows()).length).toBeGreaterThan(2));
  });

  it('are those of a link with a tag', async () => {
    renderApp('/communications?tag=jacket');
    const [first, ...others] = await rows();
    expect(first).toHaveTextContent('Asked about the rain jacket');
    expect(others).toEqual([]);
  });

  it('of somebody who was erased say nothing, and there is nothing to open', async () => {
    const { api } = renderApp('/communications?tag=jacket');
    Object.assign(api.world.communications.find(({ id }) => id === 'n1') ?? {}, { body: '' });
    const [first] = await rows();
    expect(within(first as HTMLElement).getAllByRole('cell')[0]).toHaveTextContent(/^–$/);
    expect(within(first as HTMLElement).queryByRole('button')).not.toBeInTheDocument();
  });
});
