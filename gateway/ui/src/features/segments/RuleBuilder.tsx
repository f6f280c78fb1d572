import { QueryBuilderBootstrap } from '@react-querybuilder/bootstrap';
import { useMemo } from 'react';
import { QueryBuilder, type Field, type OptionGroup } from 'react-querybuilder';
import 'react-querybuilder/dist/query-builder-layout.css';
import { LabelledSelector } from './LabelledSelector';
import { fieldGroup, operatorLabel } from './operators';
import type { BuilderField, BuilderQuery } from './rule';
import { RuleValueEditor, type BuilderContext } from './RuleValueEditor';

const combinators = [
  { name: 'and', label: 'All of these' },
  { name: 'or', label: 'Any of these' },
];

const translations = {
  fields: { title: 'Field' },
  operators: { title: 'Operator' },
  combinators: { title: 'Match' },
  notToggle: { label: 'Not', title: 'Turn this group around' },
  addRule: { label: 'Add condition', title: 'Add condition' },
  addGroup: { label: 'Add group', title: 'Add group' },
  removeRule: { title: 'Remove condition', label: <i className="bi bi-x-lg" aria-hidden="true" /> },
  removeGroup: { title: 'Remove group', label: <i className="bi bi-x-lg" aria-hidden="true" /> },
};

const classnames = {
  addRule: 'btn-outline-secondary',
  addGroup: 'btn-outline-secondary',
  removeRule: 'rule-remove',
  removeGroup: 'rule-remove',
};

const controlElements = { valueEditor: RuleValueEditor, valueSelector: LabelledSelector };

function builderFields(fields: readonly BuilderField[]): OptionGroup<Field>[] {
  const groups = new Map<string, Field[]>();
  for (const field of fields) {
    const label = fieldGroup(field.name);
    groups.set(label, [
      ...(groups.get(label) ?? []),
      {
        name: field.name,
        label: field.label,
        operators: field.operators.map((name) => ({ name, label: operatorLabel(field.type, name) })),
      },
    ]);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}

interface RuleBuilderProps {
  fields: BuilderField[];
  query: BuilderQuery;
  onChange: (query: BuilderQuery) => void;
  faults: ReadonlyMap<string, string>;
}

export function RuleBuilder({ fields, query, onChange, faults }: RuleBuilderProps) {
  const options = useMemo(() => builderFields(fields), [fields]);
  const context = useMemo<BuilderContext>(
    () => ({ fields: new Map(fields.map((field) => [field.name, field])), faults }),
    [fields, faults],
  );
  return (
    <QueryBuilderBootstrap>
      <QueryBuilder
        fields={options}
        query={query}
        onQueryChange={onChange}
        combinators={combinators}
        controlElements={controlElements}
        controlClassnames={classnames}
        translations={translations}
        context={context}
        showNotToggle
        addRuleToNewGroups
        resetOnFieldChange
      />
    </QueryBuilderBootstrap>
  );
}
