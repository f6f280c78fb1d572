import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ConnectedContext, usePolling } from './stream';

it.each([
  [false, 2_000, 2_000],
  [true, 2_000, 30_000],
  [true, 60_000, 60_000],
])('connected %s, what would be asked for every %i ms is asked for every %i', (connected, millis, every) => {
  const { result } = renderHook(() => usePolling(millis), {
    wrapper: ({ children }) => <ConnectedContext value={connected}>{children}</ConnectedContext>,
  });
  expect(result.current).toBe(every);
});
