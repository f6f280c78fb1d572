import { QueryBuilderBootstrap } from '@react-querybuilder/bootstrap';
import { useMemo } from 'react';
import { QueryBuilder, type Field, type OptionGroup } from 'react-querybuilder';
import 'react-querybuilder/dist/query-builder-layout.css';
import { GroupSelector } from './GroupSelector';
import { LabelledSelector } from './LabelledSelector';
import { fieldGroup, FIELD_GROUPS, operatorLabel } from './operators';
import { operatorsOf, type BuilderField, type BuilderQuery } from './rule';
import { RuleValueEditor, type BuilderContext } from './RuleValueEditor';

const translations = {
  fields: { title: 'Field' },
  operators: { title: 'Operator' },
  combinators: { title: 'Match' },
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

const controlElements = {
  valueEditor: RuleValueEditor,
  valueSelector: LabelledSelector,
  combinatorSelector: GroupSelector,
};

function builderFields(fields: readonly BuilderField[]): OptionGroup<Field>[] {
  return FIELD_GROUPS.map((label) => ({
    label,
    options: fields
      .filter(({ name }) => fieldGroup(name) === label)
      .map((field) => ({
        name: field.name,
        label: field.label,
        operators: operatorsOf(field).map((name) => ({ name, label: operatorLabel(field.type, name) })),
      })),
  })).filter(({ options }) => options.length > 0);
}

interface RuleBuilderProps extends Omit<BuilderContext, 'fields'> {
  fields: BuilderField[];
  query: BuilderQuery;
  onChange: (query: BuilderQuery) => void;
}

export function RuleBuilder({ fields, query, onChange, faults, counts, self }: RuleBuilderProps) {
  const options = useMemo(() => builderFields(fields), [fields]);
  const context = useMemo<BuilderContext>(
    () => ({ fields: new Map(fields.map((field) => [field.name, field])), faults, counts, self }),
    [fields, faults, counts, self],
  );
  return (
    <QueryBuilderBootstrap>
      <QueryBuilder
        fields={options}
        query={query}
        onQueryChange={onChange}
        controlElements={controlElements}
        controlClassnames={classnames}
        translations={translations}
        context={context}
        addRuleToNewGroups
        resetOnFieldChange
      />
    </QueryBuilderBootstrap>
  );
}
