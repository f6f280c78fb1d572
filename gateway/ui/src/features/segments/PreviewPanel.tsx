import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { Skeleton } from '@/components/states';
import { Problem } from '@/lib/api/problem';
import type { SegmentPreview, SegmentSample } from '@/lib/api/types';
import { formatNumber, fullName } from '@/lib/format';

interface PreviewPanelProps {
  complete: boolean;
  /** What is shown is not of the rule as it stands. */
  stale: boolean;
  preview: {
    data: SegmentPreview | undefined;
    error: unknown;
    isError: boolean;
  };
}

/** Who would be in, at this moment. */
export function PreviewPanel({ complete, stale, preview }: PreviewPanelProps) {
  return (
    <Panel title="Who matches now" flush>
      <div aria-live="polite" aria-busy={stale}>
        {!complete ? (
          <p className="preview-note">Finish the conditions to see who matches.</p>
        ) : preview.isError ? (
          <p className="preview-note text-danger">
            {preview.error instanceof Problem ? preview.error.message : 'The preview did not work.'}
          </p>
        ) : preview.data ? (
          <Result preview={preview.data} stale={stale} />
        ) : (
          <Skeleton rows={4} label="Looking for matching customers" />
        )}
      </div>
    </Panel>
  );
}

function Result({ preview, stale }: { preview: SegmentPreview; stale: boolean }) {
  return (
    <div className={stale ? 'is-stale' : ''}>
      <div className="preview-head">
        <p className="preview-count" data-testid="preview-count">
          {formatNumber(preview.count)}
          <span> {preview.count === 1 ? 'customer' : 'customers'}</span>
        </p>
        <p className="preview-words">{preview.description}</p>
      </div>
      {preview.sample.length > 0 ? (
        <div className="table-scroll" role="group" aria-label="Some of them" tabIndex={0}>
          <table className="data-table data-table-compact" aria-label="Some of them">
            <thead>
              <tr>
                <th scope="col">Customer</th>
                <th scope="col">City</th>
                <th scope="col">Orders</th>
                <th scope="col">Total</th>
              </tr>
            </thead>
            <tbody>
              {preview.sample.map((customer) => (
                <Row key={customer.customerId} customer={customer} />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="preview-note">Nobody, at the moment. A live segment fills as people start to match.</p>
      )}
    </div>
  );
}

function Row({ customer }: { customer: SegmentSample }) {
  return (
    <tr>
      <td>
        <Link to={`/customers/${customer.customerId}`}>{fullName(customer)}</Link>
      </td>
      <td>{customer.city ?? '–'}</td>
      <td className="num">{formatNumber(customer.orders?.count ?? 0)}</td>
      <td className="num">{formatNumber(Number(customer.orders?.total ?? 0))}</td>
    </tr>
  );
}
