import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { SuiteError, type Place } from '../errors.ts';

const LARGEST_FILE = 65_536;

/** A YAML value that knows where it stands, so that every refusal has file, line and column. */
export class Field {
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly node: Node | null | undefined;
  readonly path: string;

  constructor(file: string, lines: LineCounter, node: Node | null | undefined, path: string) {
    this.#file = file;
    this.#lines = lines;
    this.node = node;
    this.path = path;
  }

  get place(): Place {
    const position =
      this.node?.range === undefined || this.node.range === null
        ? undefined
        : this.#lines.linePos(this.node.range[0]);
    return { file: this.#file, line: position?.line ?? 1, column: position?.col ?? 1 };
  }

  refuse(problem: string, hint?: string): never {
    throw new SuiteError(`${this.path === '' ? '' : `${this.path}: `}${problem}`, {
      place: this.place,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  #below(node: unknown, key: string): Field {
    return new Field(
      this.#file,
      this.#lines,
      node as Node | null | undefined,
      this.path === '' ? key : `${this.path}.${key}`,
    );
  }

  /** The fields of a map; a key outside `allowed` is refused where it stands. */
  fields<K extends string>(allowed: readonly K[] | undefined): ReadonlyMap<K, Field> {
    if (!isMap(this.node)) return this.refuse('must be a map of keys and values');
    const found = new Map<K, Field>();
    for (const pair of this.node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      if (allowed !== undefined && !allowed.includes(key as K)) {
        return this.#below(pair.key, key).refuse('unknown key', `known here: ${allowed.join(', ')}`);
      }
      found.set(key as K, this.#below(pair.value, key));
    }
    return found;
  }

  items(): readonly Field[] {
    if (!isSeq(this.node)) return this.refuse('must be a list');
    return this.node.items.map((item, index) => this.#below(item, String(index)));
  }

  get isMap(): boolean {
    return isMap(this.node);
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  text(): string {
    const value = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return String(value);
    return this.refuse('must be a text');
  }

  integer(least: number, most: number): number {
    const value = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      return this.refuse(`must be a whole number from ${least} to ${most}`);
    }
    return value;
  }

  oneOf<T extends string>(allowed: readonly T[]): T {
    const value = this.text();
    const found = allowed.find((candidate) => candidate === value);
    return found ?? this.refuse(`"${value}" is not one of ${allowed.join(', ')}`);
  }
}

/** @throws SuiteError with line and column for YAML that cannot be read. */
export const yamlFields = (file: string, text: string): Field => {
  if (text.length > LARGEST_FILE)
    throw new SuiteError('the file is too large to be a subject file', { place: { file } });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core' });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const position = problem.linePos?.[0];
    throw new SuiteError(problem.message.split('\n')[0] ?? 'not YAML', {
      place: { file, ...(position === undefined ? {} : { line: position.line, column: position.col }) },
    });
  }
  return new Field(file, lines, document.contents, '');
};
