import { findPath, update, type CombinatorSelectorProps } from 'react-querybuilder';
import { groupOf, GROUPS } from './rule';

/** One choice for what the builder keeps as two: how a group joins its parts, and whether it is turned around. */
export function GroupSelector({ path, schema, className, title }: CombinatorSelectorProps) {
  const group = findPath(path, schema.getQuery());
  const chosen = group && 'rules' in group ? groupOf(group.combinator, group.not) : GROUPS[0];
  return (
    <select
      className={className}
      aria-label={title}
      value={chosen.name}
      onChange={(event) => {
        const { combinator, not } = GROUPS.find(({ name }) => name === event.target.value) ?? GROUPS[0];
        const query = update(schema.getQuery(), 'combinator', combinator, path);
        schema.dispatchQuery(update(query, 'not', not, path));
      }}
    >
      {GROUPS.map(({ name, label }) => (
        <option key={name} value={name}>
          {label}
        </option>
      ))}
    </select>
  );
}
