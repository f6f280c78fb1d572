import { useId } from 'react';
import { update, type ValueEditorProps } from 'react-querybuilder';
import { TagsInput } from '@/components/TagsInput';
import { formatNumber } from '@/lib/format';
import type { ConditionCount } from './api';
import { InstantInput } from './InstantInput';
import { PeriodInput } from './PeriodInput';
import { ReferencesInput } from './ReferencesInput';
import {
  asBoolean,
  asList,
  asRange,
  asText,
  hasWithin,
  keyOf,
  singleKind,
  toCondition,
  valueKind,
  whereOf,
  type BuilderField,
  type BuilderRule,
  type ValueKind,
} from './rule';
import { formatAbout } from './words';

/** What the builder hands down to every condition. */
export interface BuilderContext {
  fields: ReadonlyMap<string, BuilderField>;
  /** Faults of the server by the key of the condition they are about. */
  faults: ReadonlyMap<string, string>;
  /** How many meet a condition by itself, by its key. */
  counts: ReadonlyMap<string, ConditionCount>;
  /** The segment whose rule is built. */
  self?: string;
}

/** Value, stretch of time and kinds of items of one condition. */
export function RuleValueEditor(props: ValueEditorProps) {
  const { path, schema, operator } = props;
  const handleOnChange = (value: unknown) => props.handleOnChange(value);
  const context = props.context as BuilderContext;
  const rule = props.rule as BuilderRule;
  const field = context.fields.get(props.field);
  const kind = valueKind(field?.type, operator);
  const key = keyOf(toCondition(rule, field));
  const fault = context.faults.get(key);
  const count = context.counts.get(key);
  const where = whereOf(field);

  // The builder knows only field, operator and value; the rest of our rule is set on its query directly.
  const set = (part: 'within' | 'where', value: unknown) =>
    schema.dispatchQuery(update(schema.getQuery(), part, value, path));

  return (
    <div className="rule-value">
      <div className="rule-value-main">
        {kind === 'segments' ? (
          <ReferencesInput
            label="Segments"
            collection="segments"
            placeholder="Search segments"
            values={asList(props.value)}
            except={context.self}
            onChange={handleOnChange}
          />
        ) : kind === 'list' ? (
          <TagsInput
            small
            label="Values"
            values={asList(props.value)}
            suggestions={suggestionsOf(field)}
            inputMode={field?.type === 'NUMBER' ? 'decimal' : 'text'}
            placeholder="Type and press Enter"
            onChange={handleOnChange}
          />
        ) : kind === 'range' ? (
          <Range value={asRange(props.value)} kind={singleKind(field?.type)} onChange={handleOnChange} />
        ) : kind === 'period' ? (
          <PeriodInput label="Period" value={asText(props.value)} onChange={handleOnChange} />
        ) : kind === 'boolean' ? (
          <select
            className="form-select form-select-sm"
            aria-label="Value"
            value={String(asBoolean(props.value))}
            onChange={(event) => handleOnChange(event.target.value === 'true')}
          >
            <option value="true">yes</option>
            <option value="false">no</option>
          </select>
        ) : kind === 'none' ? null : (
          <Single
            label="Value"
            kind={kind}
            value={asText(props.value)}
            suggestions={suggestionsOf(field)}
            onChange={handleOnChange}
          />
        )}
      </div>
      {count && <Count {...count} />}
      {(hasWithin(field) || where.length > 0) && (
        <div className="rule-extras">
          {hasWithin(field) && <Within value={rule.within} onChange={(within) => set('within', within)} />}
          <Where choices={where} value={rule.where ?? {}} onChange={(chosen) => set('where', chosen)} />
        </div>
      )}
      {fault && (
        <div className="field-fault rule-fault" role="alert">
          {fault}
        </div>
      )}
    </div>
  );
}

function Count({ count, exact }: ConditionCount) {
  return (
    <small className="rule-count" title="How many customers meet this condition by itself">
      <i className="bi bi-people" aria-hidden="true" />{' '}
      {exact ? formatNumber(count) : `about ${formatAbout(count)}`}
      <span className="visually-hidden"> meet this by itself</span>
    </small>
  );
}

function suggestionsOf(field: BuilderField | undefined): string[] {
  return field?.values ?? [];
}

interface SingleProps {
  label: string;
  kind: ValueKind;
  value: string;
  suggestions?: string[];
  onChange: (value: string) => void;
}

function Single({ label, kind, value, suggestions = [], onChange }: SingleProps) {
  const common = { className: 'form-control form-control-sm', 'aria-label': label } as const;
  if (kind === 'number') {
    return (
      <input
        {...common}
        type="number"
        step="any"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (kind === 'date') {
    return <input {...common} type="date" value={value} onChange={(event) => onChange(event.target.value)} />;
  }
  if (kind === 'instant') return <InstantInput label={label} value={value} onChange={onChange} />;
  return <Suggested {...common} value={value} suggestions={suggestions} onChange={onChange} />;
}

interface SuggestedProps {
  className: string;
  'aria-label': string;
  value: string;
  suggestions: string[];
  onChange: (value: string) => void;
}

function Suggested({ value, suggestions, onChange, ...input }: SuggestedProps) {
  const id = useId();
  const list = suggestions.length > 0 ? id : undefined;
  return (
    <>
      <input
        {...input}
        type="text"
        list={list}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {list && (
        <datalist id={list}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </>
  );
}

interface RangeProps {
  value: [string, string];
  kind: ValueKind;
  onChange: (value: [string, string]) => void;
}

function Range({ value: [from, to], kind, onChange }: RangeProps) {
  return (
    <span className="rule-range">
      <Single label="From" kind={kind} value={from} onChange={(text) => onChange([text, to])} />
      <span className="rule-range">
        and
        <Single label="To" kind={kind} value={to} onChange={(text) => onChange([from, text])} />
      </span>
    </span>
  );
}

interface WithinProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function Within({ value, onChange }: WithinProps) {
  return (
    <span className="rule-extra">
      <select
        className="form-select form-select-sm"
        aria-label="Counted over"
        value={value === undefined ? 'ever' : 'last'}
        onChange={(event) => onChange(event.target.value === 'last' ? 'P90D' : undefined)}
      >
        <option value="ever">ever</option>
        <option value="last">in the last</option>
      </select>
      {value !== undefined && <PeriodInput label="Counted period" value={value} onChange={onChange} />}
    </span>
  );
}

interface WhereProps {
  choices: { name: string; values: string[] }[];
  value: Record<string, string[]>;
  onChange: (value: Record<string, string[]>) => void;
}

function Where({ choices, value, onChange }: WhereProps) {
  const used = choices.filter(({ name }) => value[name] !== undefined);
  const free = choices.filter(({ name }) => value[name] === undefined);
  return (
    <>
      {used.map(({ name, values }) => (
        <span key={name} className="rule-extra">
          <span className="rule-extra-name">{name}</span>
          {name === 'campaign' ? (
            <ReferencesInput
              label="Only with campaign"
              collection="campaigns"
              placeholder="any"
              values={value[name] ?? []}
              onChange={(chosen) => onChange({ ...value, [name]: chosen })}
            />
          ) : (
            <TagsInput
              small
              label={`Only with ${name}`}
              values={value[name] ?? []}
              suggestions={values}
              placeholder="any"
              onChange={(chosen) => onChange({ ...value, [name]: chosen })}
            />
          )}
          <button
            type="button"
            className="btn btn-sm btn-outline-secondary"
            aria-label={`Any ${name}`}
            onClick={() =>
              onChange(Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)))
            }
          >
            <i className="bi bi-x" aria-hidden="true" />
          </button>
        </span>
      ))}
      {free.length > 0 && (
        <select
          className="form-select form-select-sm rule-where-add"
          aria-label="Only with"
          value=""
          onChange={(event) => onChange({ ...value, [event.target.value]: [] })}
        >
          <option value="">only with…</option>
          {free.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
