import type { Context } from './context.ts';
import type { Field } from './fields.ts';
import type { Severity } from './scenario.ts';

export const readSeverity = (field: Field | undefined): Severity =>
  field === undefined ? 'must' : field.oneOf(['must', 'should', 'may'], 'must');

export const readProves = (field: Field | undefined, context: Context): readonly string[] => {
  if (field === undefined) return [];
  return field.items().map((item) => {
    const id = item.text();
    if (id !== '' && !context.requirements.has(id))
      item.problem(`"${id}" is not in suites/requirements.yaml`);
    return id;
  });
};
