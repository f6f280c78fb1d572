import { useState } from 'react';
import { SelectField, TextField } from '@/components/forms';
import { nextRuns, parseCron } from '@/lib/cron';
import { formatInZone } from '@/lib/zones';
import { cronOf, LAST_DAY, recurrenceOf, timeOf, WEEKDAYS, type Recurrence } from '../recurrence';

const every = [
  { value: 'day', label: 'Every day' },
  { value: 'week', label: 'Every week' },
  { value: 'month', label: 'Every month' },
  { value: 'expression', label: 'By a cron expression' },
];

const days = [
  ...Array.from({ length: 31 }, (_, at) => ({ value: String(at + 1), label: `Day ${at + 1}` })),
  { value: LAST_DAY, label: 'The last day' },
];

interface RecurrenceEditorProps {
  cron: string;
  onChange: (cron: string) => void;
  /** Whose clock the times are read by. */
  zone: string;
  /** Instants; empty where there is none. */
  start: string;
  end: string;
}

/** How often a campaign goes out, and when that is next. */
export function RecurrenceEditor({ cron, onChange, zone, start, end }: RecurrenceEditorProps) {
  // Whoever wants to write an expression does, even while the choices could say the same.
  const [written, setWritten] = useState(recurrenceOf(cron).every === 'expression');
  const recurrence: Recurrence = written ? { every: 'expression', expression: cron } : recurrenceOf(cron);
  const set = (next: Recurrence) => onChange(cronOf(next));

  function setEvery(value: Recurrence['every']) {
    const time = timeOf(recurrenceOf(cron));
    setWritten(value === 'expression');
    if (value === 'day') set({ every: value, time });
    else if (value === 'week') set({ every: value, days: ['MON'], time });
    else if (value === 'month') set({ every: value, day: '1', time });
  }

  return (
    <>
      <div className="recurrence">
        <SelectField
          label="How often"
          pointer=""
          options={every}
          value={recurrence.every}
          onChange={(value) => setEvery(value as Recurrence['every'])}
        />
        {recurrence.every === 'week' && (
          <fieldset className="field">
            <legend className="form-label">On</legend>
            <div className="weekdays">
              {WEEKDAYS.map(({ value, label, short }) => {
                const chosen = recurrence.days.includes(value);
                const isLast = chosen && recurrence.days.length === 1;
                return (
                  <label key={value} title={isLast ? 'One day is needed' : label}>
                    <input
                      type="checkbox"
                      checked={chosen}
                      disabled={isLast}
                      aria-label={label}
                      onChange={() =>
                        set({
                          ...recurrence,
                          days: chosen
                            ? recurrence.days.filter((day) => day !== value)
                            : [...recurrence.days, value],
                        })
                      }
                    />
                    <span aria-hidden="true">{short}</span>
                  </label>
                );
              })}
            </div>
          </fieldset>
        )}
        {recurrence.every === 'month' && (
          <SelectField
            label="On"
            pointer=""
            options={days}
            value={recurrence.day}
            hint={Number(recurrence.day) > 28 ? 'Months without that day are left out.' : undefined}
            onChange={(day) => set({ ...recurrence, day })}
          />
        )}
        {recurrence.every === 'expression' ? (
          <TextField
            label="Cron expression"
            pointer="/schedule/cron"
            hint="Second, minute, hour, day of month, month, day of week"
            spellCheck={false}
            autoComplete="off"
            value={cron}
            onChange={onChange}
          />
        ) : (
          <TextField
            label="At"
            pointer="/schedule/cron"
            type="time"
            value={recurrence.time}
            onChange={(time) => time && set({ ...recurrence, time })}
          />
        )}
      </div>
      <NextRuns {...{ cron, zone, start, end }} />
    </>
  );
}

const SHOWN = 3;

function NextRuns({ cron, zone, start, end }: Omit<RecurrenceEditorProps, 'onChange'>) {
  const [now] = useState(Date.now);
  const from = Math.max(now, start ? Date.parse(start) - 1 : 0);
  const runs = nextRuns(cron, zone, from, SHOWN).filter((run) => !end || run < Date.parse(end));
  return (
    <div className="next-runs" aria-live="polite">
      {!parseCron(cron) ? (
        <p>The next dates of this expression can’t be foreseen here.</p>
      ) : runs.length === 0 ? (
        <p>It never comes round{start || end ? ' between start and end' : ''}.</p>
      ) : (
        <>
          <p>Goes out next</p>
          <ol>
            {runs.map((run) => (
              <li key={run}>{formatInZone(run, zone)}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
