import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { balanced, even, Shares } from './Shares';

it.each([
  [[50, 50], 0, 70, [70, 30]],
  [[34, 33, 33], 0, 50, [50, 25, 25]],
  [[34, 33, 33], 2, 34, [33, 33, 34]],
  [[60, 30, 10], 0, 61, [61, 29, 10]],
  [[50, 50], 1, 100, [1, 99]],
  [[98, 1, 1], 1, 50, [49, 50, 1]],
  [[1, 1, 98], 0, 98, [98, 1, 1]],
  [[100], 0, 40, [100]],
])('of %j, with number %i at %i, all still make a hundred: %j', (shares, at, percent, expected) => {
  expect(balanced(shares, at, percent)).toEqual(expected);
});

it('always add up, and leave nobody with nothing', () => {
  for (let count = 1; count <= 6; count += 1) {
    let shares = even(count);
    for (let percent = -5; percent <= 105; percent += 1) {
      shares = balanced(shares, percent < 0 ? 0 : percent % count, percent);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
      expect(Math.min(...shares)).toBeGreaterThan(0);
    }
  }
});

it('are moved by sliders, and made even by a button', () => {
  const onChange = vi.fn();
  const shares = [
    { key: 'a', label: 'A', percent: 60 },
    { key: 'b', label: 'B', percent: 40 },
  ];
  render(<Shares label="Shares" shares={shares} onChange={onChange} />);
  fireEvent.change(screen.getByRole('slider', { name: 'B' }), { target: { value: '75' } });
  expect(onChange).toHaveBeenLastCalledWith([25, 75]);
  fireEvent.click(screen.getByRole('button', { name: 'Split evenly' }));
  expect(onChange).toHaveBeenLastCalledWith([50, 50]);
});
