import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { SuiteError } from '../errors.ts';
import type { KnownCharger, KnownFirmware } from './firmware.ts';

const LARGEST = 65_536;

/** Reads one file of `fixtures/chargers/`. @throws SuiteError with line and column. */
export const readKnownCharger = (file: string, text: string): KnownCharger => {
  if (text.length > LARGEST) throw new SuiteError('the file is too large for a charger', { place: { file } });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core' });
  const refuse = (node: unknown, problem: string): never => {
    const offset = (node as Node | undefined)?.range?.[0] ?? 0;
    const { line, col } = lines.linePos(offset);
    throw new SuiteError(problem, { place: { file, line: line || 1, column: col || 1 } });
  };
  const [broken] = document.errors;
  if (broken !== undefined) return refuse(undefined, broken.message.split('\n')[0] ?? 'no YAML');

  const mapOf = (node: unknown, allowed: readonly string[]): ReadonlyMap<string, unknown> => {
    if (!isMap(node)) return refuse(node, 'must be a map');
    return new Map(
      node.items.map((pair) => {
        const key = isScalar(pair.key) ? String(pair.key.value) : '';
        return allowed.includes(key)
          ? [key, pair.value]
          : refuse(pair.key, `unknown key "${key}"; known here: ${allowed.join(', ')}`);
      }),
    );
  };
  const textOf = (parent: unknown, map: ReadonlyMap<string, unknown>, key: string): string => {
    const node = map.get(key);
    if (node === undefined) return refuse(parent, `"${key}" is missing`);
    return isScalar(node) && typeof node.value === 'string' && node.value !== ''
      ? node.value
      : refuse(node, `${key}: must be a text (put it in quotes)`);
  };
  const listOf = (parent: unknown, map: ReadonlyMap<string, unknown>, key: string): readonly unknown[] => {
    const node = map.get(key);
    return isSeq(node) ? node.items : refuse(node ?? parent, `"${key}" must be a list`);
  };

  const top = document.contents;
  const fields = mapOf(top, ['id', 'vendor', 'models', 'firmware']);
  return {
    id: textOf(top, fields, 'id'),
    vendor: textOf(top, fields, 'vendor'),
    models: listOf(top, fields, 'models').map((node) =>
      isScalar(node) && typeof node.value === 'string' ? node.value : refuse(node, 'must be a text'),
    ),
    firmware: listOf(top, fields, 'firmware').map((node): KnownFirmware => {
      const entry = mapOf(node, ['versions', 'bug', 'says', 'remedy', 'source']);
      const source = textOf(node, entry, 'source');
      if (!source.startsWith('https://'))
        return refuse(entry.get('source'), 'source: must be an https address');
      return {
        versions: textOf(node, entry, 'versions'),
        ...(entry.has('bug') ? { bug: textOf(node, entry, 'bug') } : {}),
        says: textOf(node, entry, 'says'),
        remedy: textOf(node, entry, 'remedy'),
        source,
      };
    }),
  };
};
