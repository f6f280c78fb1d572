import { render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Table, type Column } from './Table';

interface City {
  name: string;
  revenue: number;
  note: string;
}

const columns: Column<City>[] = [
  { header: 'City', cell: ({ name }) => name },
  { header: 'Revenue', numeric: true, cell: ({ revenue }) => revenue },
  { header: 'Note', wide: true, cell: ({ note }) => note },
  { header: 'Actions', plain: true, cell: () => <button type="button">Delete</button> },
];

const rows: City[] = [
  { name: 'Pune', revenue: 12, note: 'Grew' },
  { name: 'Delhi', revenue: 7, note: '' },
];

describe('a table', () => {
  const shown = () =>
    render(<Table label="Cities" columns={columns} rows={rows} keyOf={({ name }) => name} />);

  it('says what its parts are, however they are laid out', () => {
    shown();
    const table = screen.getByRole('table', { name: 'Cities' });
    // Written out, as browsers drop what follows from the elements once their display is changed.
    for (const role of ['rowgroup', 'row', 'columnheader', 'rowheader', 'cell']) {
      for (const part of within(table).getAllByRole(role)) expect(part).toHaveAttribute('role', role);
    }
    expect(within(table).getByRole('row', { name: /^Pune/ })).toContainElement(screen.getByText('Grew'));
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Pune', 'Delhi']);
  });

  it('has the name of its column at each value, save where that says what it is by itself', () => {
    shown();
    const [, pune] = screen.getAllByRole('row');
    const cells = within(pune as HTMLElement).getAllByRole('cell');
    expect(cells.map((cell) => cell.getAttribute('data-header'))).toEqual(['Revenue', 'Note', null]);
  });
});
