import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, type Node } from 'yaml';
import type { Place } from '../errors.ts';
import { closest } from './closest.ts';

/** 256 KiB: far more than a night needs. */
const LARGEST_FILE = 262_144;
/** Once YAML is broken, what follows is mostly its echo. */
const MOST_SYNTAX = 10;

export interface Problem {
  readonly place: Place;
  readonly message: string;
}

/** One file being read. Every problem is collected; what was read counts only when there is none. */
export interface Source {
  readonly file: string;
  readonly lines: LineCounter;
  readonly problems: Problem[];
  /** What can be judged only against the rest of the file, once all of it could be read. */
  readonly later: (() => void)[];
}

/**
 * A YAML value that knows where it stands. A reader that cannot read reports a problem and returns a stand-in,
 * so that one pass finds every problem of a file.
 */
export class Field {
  readonly source: Source;
  readonly node: Node | undefined;
  readonly name: string;
  readonly #near: Node | undefined;

  constructor(source: Source, node: unknown, name: string, near?: Node) {
    this.source = source;
    this.node = isNode(node) ? node : undefined;
    this.name = name;
    this.#near = near;
  }

  get place(): Place {
    const offset = (this.node ?? this.#near)?.range?.[0];
    const position = offset === undefined ? undefined : this.source.lines.linePos(offset);
    return { file: this.source.file, line: position?.line || 1, column: position?.col || 1 };
  }

  /** A key that had to be there and was not: already reported, so its readers stay silent. */
  get absent(): boolean {
    return this.node === undefined;
  }

  get isMap(): boolean {
    return isMap(this.node);
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  hasKey(key: string): boolean {
    return isMap(this.node) && this.node.has(key);
  }

  problem(message: string): void {
    if (this.absent) return;
    const problem = { place: this.place, message: this.name === '' ? message : `${this.name}: ${message}` };
    const known = this.source.problems.some(
      ({ place, message: said }) =>
        said === problem.message &&
        place.line === problem.place.line &&
        place.column === problem.place.column,
    );
    if (!known) this.source.problems.push(problem);
  }

  /** Judges this value against the rest of the file, once all of it could be read. */
  later(judge: () => string | undefined): void {
    this.source.later.push(() => {
      const message = judge();
      if (message !== undefined) this.problem(message);
    });
  }

  /** The keys of a map: one outside `allowed` is a problem where it stands, a missing one of `required` at the map. */
  keys<K extends string>(allowed: readonly K[], required: readonly K[] = []): Keys<K> {
    const found = new Map<string, Field>();
    let strange = false;
    if (!isMap(this.node)) {
      this.problem('must be a map of keys and values');
      return new Keys(this, found, true);
    }
    for (const pair of this.node.items) {
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      const key = new Field(this.source, pair.key, '', this.node);
      if (!allowed.some((candidate) => candidate === name)) {
        strange = true;
        const near = closest(name, allowed);
        key.problem(
          `unknown key "${name}"${near === undefined ? `; known here: ${allowed.join(', ')}` : `; did you mean "${near}"?`}`,
        );
        continue;
      }
      const value = new Field(this.source, pair.value, name, isNode(pair.key) ? pair.key : this.node);
      if (value.absent || (isScalar(value.node) && value.node.value === null))
        key.problem(`"${name}" has no value`);
      else found.set(name, value);
    }
    for (const name of required) {
      if (!found.has(name) && !this.node.has(name)) this.problem(`needs "${name}"`);
    }
    return new Keys(this, found, strange);
  }

  items(): readonly Field[] {
    if (isSeq(this.node)) {
      const list = this.node;
      return list.items.map((item) => new Field(this.source, item, '', list));
    }
    this.problem('must be a list');
    return [];
  }

  text(): string {
    const value = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && value !== '') return value;
    this.problem(value === '' ? 'must not be empty' : 'must be a text');
    return '';
  }

  integer(least: number, most: number): number {
    const value = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    this.problem(`must be a whole number from ${least} to ${most}`);
    return least;
  }

  oneOf<const T extends string>(allowed: readonly T[], fallback: NoInfer<T>): T {
    const value = this.text();
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined && value !== '') {
      const near = closest(value, allowed);
      this.problem(
        `"${value}" is not one of ${allowed.join(', ')}${near === undefined ? '' : `; did you mean "${near}"?`}`,
      );
    }
    return found ?? fallback;
  }

  texts(): readonly string[] {
    return this.items().map((item) => item.text());
  }
}

/** What `Field.keys` found. */
export class Keys<K extends string> {
  readonly #map: Field;
  readonly #found: ReadonlyMap<string, Field>;
  /** A key was not known: what seems to be missing may only be misspelt. */
  readonly strange: boolean;

  constructor(map: Field, found: ReadonlyMap<string, Field>, strange: boolean) {
    this.strange = strange;
    this.#map = map;
    this.#found = found;
  }

  get(key: K): Field | undefined {
    return this.#found.get(key);
  }

  /** The value of a required key; a silent stand-in when it is missing. */
  need(key: K): Field {
    return this.#found.get(key) ?? new Field(this.#map.source, undefined, key, this.#map.node);
  }

  read<T>(key: K, reader: (field: Field) => T): T | undefined {
    const field = this.#found.get(key);
    return field === undefined ? undefined : reader(field);
  }

  names(): readonly string[] {
    return [...this.#found.keys()];
  }
}

/** Reads YAML 1.2 core without anchors, aliases, tags or merges: a suite is read aloud, not computed. */
export const readYaml = (file: string, text: string): Field => {
  const lines = new LineCounter();
  const source: Source = { file, lines, problems: [], later: [] };
  if (Buffer.byteLength(text) > LARGEST_FILE) {
    source.problems.push({ place: { file, line: 1, column: 1 }, message: 'the file is larger than 256 KiB' });
    return new Field(source, undefined, '');
  }
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core' });
  for (const problem of [...document.errors, ...document.warnings].slice(0, MOST_SYNTAX)) {
    const at = problem.linePos?.[0];
    source.problems.push({
      place: { file, line: at?.line ?? 1, column: at?.col ?? 1 },
      message: (problem.message.split('\n')[0] ?? 'not YAML').replace(/ at line \d+, column \d+:?$/, ''),
    });
  }
  if (source.problems.length > 0) return new Field(source, undefined, '');
  if (document.contents === null)
    source.problems.push({ place: { file, line: 1, column: 1 }, message: 'the file is empty' });
  visit(document, {
    Node: (_key, node) => {
      const field = new Field(source, node, '');
      if (isAlias(node)) field.problem('aliases are not allowed; write the value out');
      else if (node.anchor !== undefined) field.problem('anchors are not allowed; write the value out');
      else if (node.tag !== undefined && isScalar(node) && node.tag.startsWith('!'))
        field.problem('tags are not allowed');
    },
  });
  return new Field(source, document.contents, '');
};
