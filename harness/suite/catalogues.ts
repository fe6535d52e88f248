import { readYaml, type Field, type Problem } from './fields.ts';

export interface Catalogue {
  readonly ids: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

const readCatalogue = (
  file: string,
  text: string,
  pattern: RegExp,
  required: readonly string[],
  optional: readonly string[],
  ids: Set<string>,
  readEntry: (entry: ReturnType<Field['keys']>) => void,
): Catalogue => {
  const root = readYaml(file, text);
  for (const item of root.absent ? [] : root.items()) {
    const keys = item.keys([...required, ...optional], required);
    const field = keys.need('id');
    const id = field.text();
    if (id !== '' && !pattern.test(id)) field.problem(`"${id}" is not an id like the others`);
    if (ids.has(id)) field.problem(`"${id}" is there twice`);
    ids.add(id);
    readEntry(keys);
  }
  return { ids, problems: root.source.problems };
};

/** `ours:WORDS`, `uk:SI-2021-1467.11`; of a standard: its letters and numbers. */
const REQUIREMENT =
  /^(?:ocpp16:(?:[A-Z]+\.\d{2,3}|[A-Z]\d\d\.FR\.\d{2,3})|ocpp2(?:01|1):(?:[A-Z]\d\d\.FR\.\d{2,3}|RPC\.\d\d)|(?!ocpp)[a-z][a-z0-9]*:[A-Za-z0-9.-]+)$/;

/** suites/requirements.yaml and suites/requirements/*.yaml: what a scenario can claim to prove. Adds to `ids`. */
export const readRequirements = (file: string, text: string, ids = new Set<string>()): Catalogue =>
  readCatalogue(file, text, REQUIREMENT, ['id', 'level', 'who', 'text'], ['not tested'], ids, (keys) => {
    keys.need('level').oneOf(['must', 'should', 'may'], 'must');
    keys.need('who').oneOf(['charger', 'csms', 'both'], 'both');
    keys.need('text').text();
    keys.read('not tested', (reason) => reason.text());
  });

/** suites/capabilities.yaml and suites/capabilities/*.yaml: what a subject can declare. Adds to `ids`. */
export const readCapabilities = (file: string, text: string, ids = new Set<string>()): Catalogue =>
  readCatalogue(
    file,
    text,
    /^[A-Z]{2,4}\.[A-Za-z]+$/,
    ['id', 'who', 'question', 'how checked'],
    [],
    ids,
    (keys) => {
      keys.need('who').oneOf(['charger', 'csms', 'both'], 'both');
      keys.need('question').text();
      keys.need('how checked').text();
    },
  );
