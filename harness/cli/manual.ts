import type { CAC } from 'cac';
import { EXIT } from './exit-codes.ts';
import { PAGES, type Page } from './manual-pages.ts';

/** `cac` gives the sections of its own help and prints those that it gets back. */
interface Section {
  readonly title?: string;
  readonly body: string;
}

const WIDTH = 96;

/** Words in lines of at most `WIDTH` characters, indented as the sections of `cac` are. */
const wrapped = (text: string, indent = '  '): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((each) => `${indent}${each}`).join('\n');
};

const WHEN: Readonly<Record<keyof typeof EXIT, string>> = {
  conformant: 'it did what was asked; what was judged holds',
  failed: 'a promise was broken',
  unproven: 'evidence is missing',
  nothingRan: 'nothing ran',
  usage: 'wrong use of the command line',
  badInput: 'a suite, fixture, subject file or other input is wrong; file, line and column are said',
  unreachable: 'the subject was not reached within its patience',
  broken: 'our own fault',
  interrupted: 'interrupted; what ran is reported',
};

const exitStatus = (page: Page): string =>
  Object.entries(EXIT)
    .filter(([name]) => ['conformant', 'usage', ...(page.exits ?? ['badInput'])].includes(name))
    .map(([name, code]) => `  ${String(code).padEnd(4)} ${WHEN[name as keyof typeof EXIT]}`)
    .join('\n');

const pairs = (entries: Readonly<Record<string, string>>): string => {
  const longest = Math.max(...Object.keys(entries).map((name) => name.length));
  return Object.entries(entries)
    .map(([name, text]) => {
      const rest = wrapped(text, ' '.repeat(longest + 4));
      return `  ${name.padEnd(longest)}  ${rest.trimStart()}`;
    })
    .join('\n');
};

const shown = (examples: Readonly<Record<string, string>>): string =>
  Object.entries(examples)
    .map(([command, text]) => `  $ ${command}\n${wrapped(text, '      ')}`)
    .join('\n');

/** What `--help` prints: the sections of `cac`, made into a manual page where one command was asked for. */
export const manual = (cli: CAC, sections: readonly Section[]): Section[] => {
  const name = cli.matchedCommandName ?? '';
  const command = cli.matchedCommand;
  const page = PAGES[name];
  if (command === undefined || page === undefined) {
    const kept = sections.filter(({ title }) => title?.startsWith('For more info') !== true);
    return [
      ...kept,
      { body: 'offpeak COMMAND --help is the manual page of a command; README.md tells the whole.' },
    ];
  }
  const options = sections.find(({ title }) => title === 'Options');
  return [
    { title: 'Name', body: `  offpeak ${name} - ${command.description}` },
    { title: 'Usage', body: `  offpeak ${command.rawName} [options]` },
    { title: 'Description', body: page.about.map((paragraph) => wrapped(paragraph)).join('\n\n') },
    ...(options === undefined ? [] : [{ title: 'Options', body: options.body.replaceAll(/ +$/gm, '') }]),
    { title: 'Examples', body: shown(page.examples) },
    ...(page.files === undefined ? [] : [{ title: 'Files', body: pairs(page.files) }]),
    ...(page.environment === undefined ? [] : [{ title: 'Environment', body: pairs(page.environment) }]),
    { title: 'Exit status', body: exitStatus(page) },
    ...(page.see === undefined
      ? []
      : [{ title: 'See also', body: `  ${page.see.map((each) => `offpeak ${each}`).join(', ')}` }]),
  ];
};
