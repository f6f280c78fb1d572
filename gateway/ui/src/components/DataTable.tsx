import {
  createColumnHelper,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowData,
  type SortingState,
} from '@tanstack/react-table';
import Button from 'react-bootstrap/Button';
import type { ReactNode } from 'react';
import { formatNumber } from '@/lib/format';
import { ErrorState, Skeleton } from './states';
import { Cell, HeadCell, TableBody, TableFrame, TableHead, TableRow, type Layout } from './Table';

const features = tableFeatures({
  rowSortingFeature,
  columnMeta: metaHelper<Layout & { header: string }>(),
});

export type Columns<T extends RowData> = ColumnDef<typeof features, T>[];

export interface ColumnOptions<T> extends Layout {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The id is then also the name that the API sorts by. */
  sortable?: boolean;
}

/** Columns that render a row, the first of which says what it is about; ids of sortable ones are the API's sort names. */
export function columnsOf<T extends RowData>(...columns: ColumnOptions<T>[]): Columns<T> {
  const helper = createColumnHelper<typeof features, T>();
  return columns.map(({ id, header, cell, sortable = false, ...layout }) => {
    const column = {
      id,
      header,
      cell: ({ row }: { row: { original: T } }) => cell(row.original),
      enableSorting: sortable,
      meta: { header, ...layout },
    };
    // The accessor only tells the table that the column can be sorted: the server does the sorting.
    return sortable ? helper.accessor(() => id, column) : helper.display(column);
  }) as Columns<T>;
}

interface DataTableProps<T extends RowData> {
  label: string;
  columns: Columns<T>;
  pages: {
    items: T[];
    isPending: boolean;
    isError: boolean;
    error: unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isPlaceholderData?: boolean;
    fetchNextPage: () => unknown;
    refetch: () => unknown;
  };
  empty: ReactNode;
  rowId: (row: T) => string;
  /** As the API writes it: `-createdAt`. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** Rows that are ticked, by their ids; none can be where this is absent. */
  selection?: Selection<T>;
}

interface Selection<T> {
  ids: ReadonlySet<string>;
  onChange: (ids: ReadonlySet<string>) => void;
  nameOf: (row: T) => string;
}

export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { label, columns, pages, empty, rowId, sort, onSort, selection } = props;
  const sorting: SortingState = sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : [];
  const table = useTable({
    features,
    columns,
    data: pages.items,
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting },
    onSortingChange: (change) => {
      const [first] = typeof change === 'function' ? change(sorting) : change;
      if (first) onSort?.(`${first.desc ? '-' : ''}${first.id}`);
    },
  });

  if (pages.isPending) return <Skeleton rows={6} label={`Loading ${label.toLowerCase()}`} />;
  if (pages.isError && pages.items.length === 0) {
    return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  if (pages.items.length === 0) return <>{empty}</>;

  return (
    <>
      <TableFrame label={label} isStale={pages.isPlaceholderData ?? false}>
        {table.getHeaderGroups().map((group) => (
          <TableHead key={group.id}>
            {selection && (
              <HeadCell className="cell-select">
                <SelectAll label={label} ids={pages.items.map(rowId)} selection={selection} />
              </HeadCell>
            )}
            {group.headers.map((header) => {
              const sorted = header.column.getIsSorted();
              return (
                <HeadCell
                  key={header.id}
                  numeric={header.column.columnDef.meta?.numeric ?? false}
                  sorted={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
                >
                  {header.column.getCanSort() && onSort ? (
                    <button
                      type="button"
                      className="sort-button"
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <table.FlexRender header={header} />
                      <i
                        className={`bi bi-${sorted === 'asc' ? 'arrow-up' : sorted === 'desc' ? 'arrow-down' : 'arrow-down-up'}`}
                        aria-hidden="true"
                      />
                    </button>
                  ) : (
                    <table.FlexRender header={header} />
                  )}
                </HeadCell>
              );
            })}
          </TableHead>
        ))}
        <TableBody>
          {table.getRowModel().rows.map((row) => (
            <TableRow key={row.id}>
              {selection && (
                <Cell header="Select" plain className="cell-select">
                  <input
                    type="checkbox"
                    className="form-check-input"
                    aria-label={`Select ${selection.nameOf(row.original)}`}
                    checked={selection.ids.has(row.id)}
                    onChange={({ target }) =>
                      selection.onChange(toggled(selection.ids, [row.id], target.checked))
                    }
                  />
                </Cell>
              )}
              {row.getAllCells().map((cell, at) => (
                <Cell key={cell.id} header="" isName={at === 0} {...cell.column.columnDef.meta}>
                  <table.FlexRender cell={cell} />
                </Cell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </TableFrame>
      <div className="table-foot">
        <span className="text-secondary" role="status">
          Showing {formatNumber(pages.items.length)}
          {pages.hasNextPage ? '' : ' – that’s all'}
        </span>
        {pages.hasNextPage && (
          <Button
            variant="outline-secondary"
            size="sm"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? 'Loading…' : 'Load more'}
          </Button>
        )}
        {pages.isError && <span className="text-danger">The next page could not be loaded.</span>}
      </div>
    </>
  );
}

function toggled(ids: ReadonlySet<string>, changed: string[], on: boolean): ReadonlySet<string> {
  const result = new Set(ids);
  for (const id of changed) {
    if (on) result.add(id);
    else result.delete(id);
  }
  return result;
}

interface SelectAllProps {
  label: string;
  ids: string[];
  selection: Pick<Selection<never>, 'ids' | 'onChange'>;
}

function SelectAll({ label, ids, selection }: SelectAllProps) {
  const count = ids.filter((id) => selection.ids.has(id)).length;
  return (
    <input
      ref={(input) => {
        if (input) input.indeterminate = count > 0 && count < ids.length;
      }}
      type="checkbox"
      className="form-check-input"
      aria-label={`Select all shown ${label.toLowerCase()}`}
      checked={count === ids.length}
      onChange={({ target }) => selection.onChange(toggled(selection.ids, ids, target.checked))}
    />
  );
}
