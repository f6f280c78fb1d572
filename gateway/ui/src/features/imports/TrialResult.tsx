import { Panel } from '@/components/Panel';
import { EmptyState } from '@/components/states';
import type { ImportTrial } from '@/lib/api/types';
import { plural } from '@/lib/format';

const place = (pointer: string) => pointer.replace(/^\//, '').replaceAll('/', '.');

export function TrialResult({ trial }: { trial: ImportTrial }) {
  const summary = `${plural(trial.rows, 'row')} tried, ${trial.refused} would be rejected`;
  return (
    <Panel title="Trial" note={summary} flush>
      {trial.faults.length === 0 ? (
        <EmptyState icon="check2-circle" title="Every row that was tried can be taken in" />
      ) : (
        <div className="table-scroll">
          <table className="data-table" aria-label="Faults">
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">What is wrong</th>
              </tr>
            </thead>
            <tbody>
              {trial.faults.map((row) => (
                <tr key={row.line}>
                  <td className="num">{row.line}</td>
                  <td>
                    {row.faults.map((fault) => (
                      <div key={fault.pointer + fault.detail}>
                        {fault.pointer && <strong>{place(fault.pointer)}: </strong>}
                        {fault.detail}
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
