import { isOptionGroupArray, type ValueSelectorProps } from 'react-querybuilder';

/** The builder's selector, with a name that assistive technology reads: its own has only a title. */
export function LabelledSelector(props: ValueSelectorProps) {
  const { className, title, value, options, disabled } = props;
  return (
    <select
      className={className}
      aria-label={title}
      title={title}
      value={value}
      disabled={disabled}
      onChange={(event) => props.handleOnChange(event.target.value)}
    >
      {isOptionGroupArray(options)
        ? options.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.options.map((option) => (
                <option key={option.name} value={option.name}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ))
        : options.map((option) => (
            <option key={option.name} value={option.name}>
              {option.label}
            </option>
          ))}
    </select>
  );
}
