import { SuiteError } from './errors.ts';

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;
/** A string without its closing quote: where it stops is where it is wrong. */
// oxlint-disable-next-line no-control-regex -- JSON forbids exactly these
const STRING = /"(?:[^"\\\u0000-\u001F]+|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y;

type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'more';

/**
 * The offset of the first character that keeps a text from being JSON; undefined when it is JSON. `JSON.parse` tells
 * positions of some mistakes only, and in a wording of its own.
 */
export const jsonFault = (text: string): number | undefined => {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text) && pattern.lastIndex > at;
    if (found) at = pattern.lastIndex;
    return found;
  };
  const open: ('{' | '[')[] = [];
  let expected = 'value' as Expected;
  /** Past one character; what comes next, inside what is open. */
  const step = (next: Expected): void => {
    at += 1;
    expected = next;
  };
  const close = (): void => {
    open.pop();
    step('more');
  };
  for (;;) {
    take(SPACE);
    const character = text[at];
    if (expected === 'more' && open.length === 0) return character === undefined ? undefined : at;
    switch (expected) {
      case 'first value':
      case 'value':
        if (character === ']' && expected === 'first value') close();
        else if (character === '{' || character === '[') {
          open.push(character);
          step(character === '{' ? 'first key' : 'first value');
        } else if (character === '"') {
          take(STRING);
          if (text[at] !== '"') return at;
          step('more');
        } else if (take(NUMBER) || take(WORD)) expected = 'more';
        else return at;
        break;
      case 'first key':
      case 'key':
        if (character === '}' && expected === 'first key') close();
        else if (character === '"') {
          take(STRING);
          if (text[at] !== '"') return at;
          step('colon');
        } else return at;
        break;
      case 'colon':
        if (character !== ':') return at;
        step('value');
        break;
      case 'more':
        if (character === ',') step(open.at(-1) === '{' ? 'key' : 'value');
        else if (character === (open.at(-1) === '{' ? '}' : ']')) close();
        else return at;
        break;
    }
  }
};

/**
 * Reads JSON that a user names.
 * @param what how it is called in the message
 * @param firstLine the line of `file` at which `text` begins
 * @throws SuiteError with the line and column of the first mistake
 */
export const readJson = (text: string, file: string, what = 'the file', firstLine = 1): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const fault = jsonFault(text) ?? 0;
    const before = text.slice(0, fault).split('\n');
    const place = { file, line: firstLine + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
    throw new SuiteError(`${what} is no JSON${fault >= text.length ? ': it ends too early' : ''}`, {
      place,
      cause,
    });
  }
};
