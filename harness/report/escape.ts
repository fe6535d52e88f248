/** Everything that came from a subject, a file or a person passes through here before it is printed. */

const escapeByte = String.fromCodePoint(0x1b);
const bell = String.fromCodePoint(0x07);
/** Whole terminal sequences go, not only their first byte: the rest would stay as litter in the text. */
const terminalSequence = new RegExp(
  `${escapeByte}(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^${escapeByte}${bell}]*(?:${bell}|${escapeByte}\\\\)?|[@-Z\\\\-_])`,
  'g',
);

const inRanges =
  (ranges: readonly (readonly [number, number])[]) =>
  (code: number): boolean =>
    ranges.some(([from, to]) => code >= from && code <= to);

const isControl = inRanges([
  [0x00, 0x1f],
  [0x7f, 0x9f],
]);
/** Characters that reorder or hide their neighbours: directions, joiners, line separators, tags, byte order marks. */
const isDeceiving = inRanges([
  [0x00ad, 0x00ad],
  [0x061c, 0x061c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
]);
const isNotXml = inRanges([[0xfffe, 0xffff]]);

/** One line without control, direction or invisible characters, of at most `limit` characters. */
export const plain = (text: string, limit = 500): string => {
  // Bounded before the loop too: what we were given may be megabytes.
  const raw = text
    .slice(0, limit * 4 + 64)
    .replace(terminalSequence, '')
    .toWellFormed();
  const kept: string[] = [];
  let cut = raw.length < text.length && text.length > limit * 4 + 64;
  for (const character of raw) {
    const code = character.codePointAt(0) ?? 0;
    if (isDeceiving(code) || isNotXml(code)) continue;
    if (kept.length >= limit) {
      cut = true;
      break;
    }
    kept.push(isControl(code) ? ' ' : character);
  }
  const line = kept.join('').replaceAll(/ {2,}/g, ' ').trim();
  return cut ? `${line}…` : line;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML or XML content and for quoted attributes. */
export const markup = (text: string, limit?: number): string =>
  plain(text, limit).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

/** JSON that may stand inside a script element: no `<`, `>` or `&` survives in it. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
