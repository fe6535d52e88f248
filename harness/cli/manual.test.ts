import { describe, expect, it } from 'vitest';
import { commandLine } from './main.ts';
import { manual } from './manual.ts';
import { PAGES } from './manual-pages.ts';

const commands = commandLine(() => undefined).commands.map(({ name }) => name);

/** Reads a command line as the shell and cac do; nothing of it is run. */
const parsed = (line: string): ReturnType<typeof commandLine> => {
  const cli = commandLine(() => undefined);
  cli.parse(['node', ...line.split(' ')], { run: false });
  return cli;
};

const textOf = (name: string): string => {
  const cli = parsed(`offpeak ${name}`);
  const own = cli.matchedCommand?.options.map(({ rawName }) => `  ${rawName}  `) ?? [];
  const options = [...own, '  -h, --help  '].join('\n');
  return manual(cli, [{ title: 'Options', body: options }])
    .map(({ title = '', body }) => `${title}:\n${body}`)
    .join('\n\n');
};

describe('manual pages', () => {
  it('are there for every command, and for no other', () => {
    expect(Object.keys(PAGES).toSorted()).toEqual(commands.toSorted());
  });

  it.each(commands)('%s: says what it is for, shows examples, and names every exit code', (name) => {
    const text = textOf(name);
    expect(text).toContain(`offpeak ${name} - `);
    for (const title of ['Usage', 'Description', 'Options', 'Examples', 'Exit status'])
      expect(text).toMatch(new RegExp(`^${title}:\n +\\S`, 'm'));
    expect(text).toMatch(/^ {2}0 .*\n(.*\n)* {2}64 /m);
    expect(text.split('\n').filter((line) => line.length > 130 || line.endsWith(' '))).toEqual([]);
    for (const other of PAGES[name]?.see ?? []) expect(commands).toContain(other);
  });

  const examples = Object.entries(PAGES).flatMap(([name, page]) =>
    Object.keys(page.examples).map((example) => ({ name, example })),
  );
  it.each(examples)('$example: is a command line of it', ({ name, example }) => {
    const cli = parsed(example);
    expect(cli.matchedCommandName).toBe(name);
    // Unknown options, missing values and missing arguments are refused here.
    expect(() => cli.runMatchedCommand() as unknown).not.toThrow();
  });

  it('the overview names them all and where to read on', () => {
    const cli = parsed('offpeak');
    const text = manual(cli, [{ title: 'Commands', body: commands.join('\n') }])
      .map(({ body }) => body)
      .join('\n');
    expect(text).toContain('offpeak COMMAND --help');
  });
});
