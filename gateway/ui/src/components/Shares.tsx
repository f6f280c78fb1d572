import { useId } from 'react';
import Button from 'react-bootstrap/Button';
import { formatPercent } from '@/lib/format';

export interface Share {
  key: string;
  label: string;
  percent: number;
}

/**
 * The shares after one of them is set: the others give or take by their sizes, in whole percent, so that all of them are
 * still a hundred.
 */
export function balanced(shares: readonly number[], at: number, percent: number): number[] {
  const others = shares.length - 1;
  if (others === 0) return [100];
  const most = 100 - others;
  const set = Math.max(1, Math.min(most, Math.round(percent)));
  const sum = shares.reduce((total, share, index) => (index === at ? total : total + share), 0);
  const rest = 100 - set;
  const wanted = shares.map((share, index) => {
    if (index === at) return set;
    return sum > 0 ? (share / sum) * rest : rest / others;
  });
  const result = wanted.map((share, index) => (index === at ? set : Math.max(1, Math.floor(share))));
  // What rounding left goes to those that lost most by it, and what it took comes from the greatest.
  let open = 100 - result.reduce((total, share) => total + share, 0);
  const byLoss = wanted
    .map((share, index) => ({ index, loss: share - Math.floor(share) }))
    .filter(({ index }) => index !== at)
    .sort((a, b) => b.loss - a.loss);
  for (let turn = 0; open > 0; turn += 1, open -= 1) {
    const { index } = byLoss[turn % byLoss.length] ?? { index: 0 };
    result[index] = (result[index] ?? 0) + 1;
  }
  for (; open < 0; open += 1) {
    const greatest = Math.max(...result.filter((_, index) => index !== at));
    const index = result.findIndex((share, position) => position !== at && share === greatest);
    result[index] = greatest - 1;
  }
  return result;
}

/** A hundred in parts that are as equal as whole numbers can be. */
export function even(count: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.floor(100 / count) + (at < 100 % count ? 1 : 0));
}

interface SharesProps {
  label: string;
  shares: readonly Share[];
  onChange: (percents: number[]) => void;
}

/** Sliders that always add up to a hundred. */
export function Shares({ label, shares, onChange }: SharesProps) {
  const id = useId();
  const percents = shares.map(({ percent }) => percent);
  const set = (at: number, percent: number) => {
    if (!Number.isNaN(percent)) onChange(balanced(percents, at, percent));
  };
  return (
    <div className="shares" role="group" aria-label={label}>
      <div className="share-bar" aria-hidden="true">
        {shares.map(({ key, label: name, percent }, at) => (
          <span key={key} className={`share-${at % 6}`} style={{ width: `${percent}%` }}>
            {percent >= 8 ? name : ''}
          </span>
        ))}
      </div>
      {shares.map(({ key, label: name, percent }, at) => (
        <div key={key} className="share-row">
          <label htmlFor={`${id}-${key}`}>{name}</label>
          <input
            id={`${id}-${key}`}
            type="range"
            className="form-range"
            min={1}
            max={100 - (shares.length - 1)}
            value={percent}
            disabled={shares.length === 1}
            aria-valuetext={`${percent} percent`}
            onChange={({ target }) => set(at, target.valueAsNumber)}
          />
          <output className="num" htmlFor={`${id}-${key}`}>
            {formatPercent(percent)}
          </output>
        </div>
      ))}
      {shares.length > 1 && (
        <Button variant="link" size="sm" className="px-0" onClick={() => onChange(even(shares.length))}>
          Split evenly
        </Button>
      )}
    </div>
  );
}
