import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import { problem } from '@/testing/mockHttp';
import { renderApp } from '@/testing/renderApp';

describe('the session', () => {
  it('shows the sign-in page to whoever is signed out', async () => {
    renderApp('/', { signedIn: false });
    expect(await screen.findByRole('link', { name: 'Sign in with Google' })).toHaveAttribute(
      'href',
      '/login',
    );
    expect(document.title).toBe('Sign in · Mi-CMS');
  });

  it('that ends meanwhile shows the sign-in page, which leads back to where the person was', async () => {
    const { user, api, client } = renderApp('/');
    await screen.findByRole('progressbar', { name: 'Progress of Monsoon welcome' });
    await screen.findByRole('link', { name: 'Spent over 10,000' });
    await screen.findByRole('group', { name: 'Revenue' });
    await waitFor(() => expect(client.isFetching()).toBe(0));
    api.session.signedIn = false;
    await user.click(screen.getByRole('link', { name: 'Orders' }));
    const signIn = await screen.findByRole('link', { name: 'Sign in with Google' });
    await waitFor(() => expect(signIn).toHaveAttribute('href', '/login?returnTo=%2Forders'));
  });

  it('that ends while something is sent shows the sign-in page too', async () => {
    const { user } = renderApp('/campaigns/k1', {
      handlers: [http.post('/api/campaigns/k1/pause', () => problem(401, 'Please sign in'))],
    });
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByRole('link', { name: 'Sign in with Google' })).toBeVisible();
  });

  it('is ended by signing out', async () => {
    document.cookie = 'XSRF-TOKEN=token';
    let token: string | null = null;
    const { user } = renderApp('/customers', {
      handlers: [http.post('/logout', ({ request }) => void (token = request.headers.get('x-xsrf-token')))],
    });
    await user.click(await screen.findByRole('button', { name: 'Ada Lovelace' }));
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(await screen.findByRole('link', { name: 'Sign in with Google' })).toBeVisible();
    expect(token).toBe('token');
  });

  it('says so when the server fails, and tries again', async () => {
    let down = true;
    const { user } = renderApp('/', {
      handlers: [http.get('/api/me', () => (down ? problem(500, 'Something broke') : undefined))],
    });
    expect(await screen.findByText('Something broke')).toBeVisible();
    down = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Dashboard' })).toBeVisible());
  });
});
