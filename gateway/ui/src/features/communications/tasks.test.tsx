import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '@/testing/axe';
import { renderApp } from '@/testing/renderApp';

const rows = async () => {
  const table = await screen.findByRole('table', { name: 'Tasks' });
  return within(table).getAllByRole('row').slice(1);
};

describe('tasks', () => {
  it('are shown by when they are due, and lead to their customers', async () => {
    const { container, user } = renderApp('/communications');
    await user.click(await screen.findByRole('button', { name: 'Tasks' }));

    const [first, second] = await rows();
    expect(first).toHaveTextContent('Wants the new catalogue');
    expect(first).toHaveTextContent('Overdue');
    expect(second).toHaveTextContent('call back on Friday');
    expect(second).toHaveTextContent('grace@example.com');
    expect(second).not.toHaveTextContent('Overdue');
    expect(within(second as HTMLElement).getByRole('link', { name: 'Asha Rao' })).toHaveAttribute(
      'href',
      '/customers/c0001',
    );
    expect(await faultsOf(container)).toEqual([]);
  });

  it('are narrowed to those that are overdue, by an address that can be sent on', async () => {
    const { user, router } = renderApp('/communications?view=tasks');
    await rows();
    await user.click(screen.getByRole('button', { name: 'Overdue' }));
    expect(router.state.location.search).toBe('?view=tasks&task=overdue');
    await screen.findByText('Showing 1 – that’s all');
    expect(await rows()).toHaveLength(1);
  });

  it('are completed and reopened', async () => {
    const { user } = renderApp('/communications?view=tasks&task=overdue');
    await user.click(await screen.findByRole('button', { name: 'Mark done' }));
    expect(await screen.findByText('Nothing is overdue')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Done' }));
    const [done] = await rows();
    expect(done).toHaveTextContent('by Ada Lovelace');
    await user.click(within(done as HTMLElement).getByRole('button', { name: 'Reopen' }));
    expect(await screen.findByText('Nothing was done yet')).toBeVisible();
  });

  it('that cannot be completed say why', async () => {
    const { user } = renderApp('/communications?view=tasks&task=overdue', {
      handlers: [
        http.post('/api/communications/n2/done', () =>
          HttpResponse.json(
            { title: 'Conflict', detail: 'This entry has no task.' },
            { status: 409, headers: { 'content-type': 'application/problem+json' } },
          ),
        ),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Mark done' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('This entry has no task.');
  });

  it('are only looked at by analysts', async () => {
    renderApp('/communications?view=tasks', {
      handlers: [
        http.get('/api/me', () =>
          HttpResponse.json({ id: 'u2', name: 'Ann', email: 'ann@example.com', roles: ['ANALYST'] }),
        ),
      ],
    });
    await rows();
    expect(screen.queryByRole('button', { name: 'Mark done' })).not.toBeInTheDocument();
  });
});
