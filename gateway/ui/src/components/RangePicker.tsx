import { useId, useRef, useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import Overlay from 'react-bootstrap/Overlay';
import { formatRange, PRESETS, today, type ChosenRange, type DayRange, type Preset } from '@/lib/range';

interface RangePickerProps {
  value: ChosenRange;
  onPreset: (preset: Preset) => void;
  onDays: (range: DayRange) => void;
}

/** A stretch of days: one that has a name, or any. */
export function RangePicker({ value, onPreset, onDays }: RangePickerProps) {
  const [open, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const id = useId();
  function close() {
    setOpen(false);
    toggle.current?.focus();
  }
  return (
    <>
      <Button
        ref={toggle}
        variant="outline-secondary"
        className="range-toggle"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <i className="bi bi-calendar3" aria-hidden="true" />
        <span>
          {value.label}
          {value.preset && <small> {formatRange(value)}</small>}
        </span>
        <i className="bi bi-chevron-down" aria-hidden="true" />
      </Button>
      <Overlay
        show={open}
        target={toggle}
        placement="bottom-end"
        offset={[0, 6]}
        rootClose
        transition={false}
        // Closing it by its key gives the focus back; a click has taken it elsewhere.
        onHide={(event) => ('key' in event ? close() : setOpen(false))}
      >
        {({ ref, style }) => (
          <div id={id} ref={ref} style={style} className="range-menu" role="dialog" aria-label="Period">
            <ul>
              {PRESETS.map(({ name, label }) => (
                <li key={name}>
                  <button
                    type="button"
                    // The focus comes to where one chooses, and stays in the page's order after that.
                    ref={name === (value.preset ?? '30d') ? focus : undefined}
                    aria-pressed={value.preset === name}
                    onClick={() => {
                      onPreset(name);
                      close();
                    }}
                  >
                    {label}
                  </button>
                </li>
              ))}
            </ul>
            <CustomDays
              value={value}
              onDays={(range) => {
                onDays(range);
                close();
              }}
            />
          </div>
        )}
      </Overlay>
    </>
  );
}

function focus(button: HTMLButtonElement | null) {
  button?.focus({ preventScroll: true });
}

function CustomDays({ value, onDays }: { value: DayRange; onDays: (range: DayRange) => void }) {
  const [{ from, to }, setDays] = useState<DayRange>({ from: value.from, to: value.to });
  const id = useId();
  const fault =
    from === '' || to === '' ? 'Choose both days.' : from > to ? 'It ends before it begins.' : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    // The picker may be in a form, which this is no part of.
    event.stopPropagation();
    if (fault === null) onDays({ from, to });
  }
  return (
    <form className="range-days" onSubmit={submit} noValidate>
      {(['from', 'to'] as const).map((end) => (
        <div key={end}>
          <label className="form-label" htmlFor={`${id}-${end}`}>
            {end === 'from' ? 'From' : 'To'}
          </label>
          <input
            id={`${id}-${end}`}
            type="date"
            className="form-control form-control-sm"
            max={today()}
            value={end === 'from' ? from : to}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? `${id}-fault` : undefined}
            onChange={({ target }) => setDays((days) => ({ ...days, [end]: target.value }))}
          />
        </div>
      ))}
      {fault && (
        <p id={`${id}-fault`} className="field-fault" role="alert">
          {fault}
        </p>
      )}
      <Button type="submit" size="sm" disabled={fault !== null}>
        Show these days
      </Button>
    </form>
  );
}
