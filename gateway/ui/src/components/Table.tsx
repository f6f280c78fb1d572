import type { ReactNode } from 'react';

/** What stands in a column, and how it is laid out where the rows are stacked. */
export interface Layout {
  /** Figures stand one below the other, by their last digits. */
  numeric?: boolean;
  /** Too long for half a phone's width. */
  wide?: boolean;
  /** Says by itself what it is, such as a button: its name is not written above it. */
  plain?: boolean;
}

export interface Column<T> extends Layout {
  /** Where two columns may be called the same. */
  key?: string;
  /** In a few words; also what is written above each value where the rows are stacked. */
  header: string;
  /** Where the head is more than its words. */
  head?: ReactNode;
  cell: (row: T, at: number) => ReactNode;
}

interface TableProps<T> {
  label: string;
  /** The first says what a row is about. */
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T, at: number) => string | number;
  classOf?: (row: T) => string | undefined;
  frame?: Omit<FrameProps, 'label' | 'children'>;
}

/** A table of rows that are all at hand. Pages of rows that a service has are a `DataTable`. */
export function Table<T>({ label, columns, rows, keyOf, classOf, frame }: TableProps<T>) {
  return (
    <TableFrame label={label} {...frame}>
      <TableHead>
        {columns.map(({ header, key = header, head, numeric = false }) => (
          <HeadCell key={key} numeric={numeric}>
            {head ?? header}
          </HeadCell>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row, at) => (
          <TableRow key={keyOf(row, at)} className={classOf?.(row)}>
            {columns.map(({ header, key = header, cell, ...layout }, place) => (
              <Cell key={key} header={header} isName={place === 0} {...layout}>
                {cell(row, at)}
              </Cell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </TableFrame>
  );
}

interface FrameProps {
  label: string;
  className?: string;
  compact?: boolean;
  /** While other rows are on their way. */
  isStale?: boolean;
  /** Few and short columns, which a phone has room for: the rows are not stacked. */
  fits?: boolean;
  children: ReactNode;
}

/*
 * Where there is no room for columns, each row becomes a card with the names of the columns in it. Browsers then no longer
 * see a table in it by themselves, so all of its parts say what they are.
 */
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */

/** What every table stands in: it scrolls where its columns need more than there is. */
export function TableFrame({ label, className, compact, isStale, fits, children }: FrameProps) {
  const classes = [
    'data-table',
    fits ? 'data-table-fits' : 'data-table-stacks',
    compact && 'data-table-compact',
    isStale && 'is-stale',
  ];
  return (
    <div className={`table-scroll ${className ?? ''}`} role="group" aria-label={label} tabIndex={0}>
      <table role="table" className={classes.filter(Boolean).join(' ')} aria-label={label}>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead role="rowgroup">
      <tr role="row">{children}</tr>
    </thead>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody role="rowgroup">{children}</tbody>;
}

export function TableRow({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    <tr role="row" className={className}>
      {children}
    </tr>
  );
}

interface HeadCellProps {
  numeric?: boolean;
  className?: string;
  sorted?: 'ascending' | 'descending' | undefined;
  children: ReactNode;
}

export function HeadCell({ numeric, className, sorted, children }: HeadCellProps) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={[numeric && 'num', className].filter(Boolean).join(' ') || undefined}
      aria-sort={sorted}
    >
      {children}
    </th>
  );
}

interface CellProps extends Layout {
  header: string;
  /** What the row is about: read with each of its values. */
  isName?: boolean;
  className?: string;
  children: ReactNode;
}

export function Cell({ header, isName, numeric, wide, plain, className, children }: CellProps) {
  const classes = [numeric && 'num', wide && 'cell-wide', className].filter(Boolean).join(' ') || undefined;
  return isName ? (
    <th role="rowheader" scope="row" className={classes}>
      {children}
    </th>
  ) : (
    <td role="cell" className={classes} data-header={plain ? undefined : header}>
      {children}
    </td>
  );
}
