import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { completion } from './completion.ts';
import { commandLine } from './main.ts';

const scriptFor = (shell: string): string => {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    completion(
      commandLine(() => undefined),
      shell,
    );
  } finally {
    spy.mockRestore();
  }
  return written.join('');
};

const folder = mkdtempSync(join(tmpdir(), 'offpeak-completion-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'bash.sh'), scriptFor('bash'));
// The ids come from the command itself.
writeFileSync(
  join(folder, 'offpeak'),
  '#!/bin/sh\ncase "$*" in "list") echo "OVN-001  x"; echo "LCK-002  y";; "list --bugs") echo "charger  ignores-zero  z";; esac\n',
  { mode: 0o755 },
);

/** What bash offers at the end of this line. */
const offered = (...words: readonly string[]): readonly string[] => {
  const script = `source ./bash.sh; COMP_WORDS=(offpeak "$@"); COMP_CWORD=$#; _offpeak; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const text = execFileSync('bash', ['--norc', '-c', script, 'bash', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
  });
  return text.split('\n').filter((line) => line !== '');
};

describe.skipIf(!existsSync('/bin/bash'))('completion in bash', () => {
  it('offers commands, options, values, ids and files', () => {
    expect(offered('ru')).toEqual(['run']);
    expect(offered('')).toContain('certify');
    expect(offered('run', '--se')).toEqual(['--seed']);
    expect(offered('run', '--dialect', 'ocpp2')).toEqual(['ocpp2.0.1', 'ocpp2.1']);
    expect(offered('run', '--only', '')).toEqual(['OVN-001', 'LCK-002']);
    expect(offered('run', '--bug', 'ig')).toEqual(['ignores-zero']);
    expect(offered('explain', 'L')).toEqual(['LCK-002']);
    expect(offered('run', '--subject', 'c')).toEqual(['charger', 'csms']);
    expect(offered('run', 'ba')).toEqual(['bash.sh']);
    expect(offered('simulate', 'ch')).toEqual(['charger']);
  });
});

describe('completion scripts', () => {
  const cli = commandLine(() => undefined);
  const everything = cli.commands.flatMap(({ name, options }) => [
    name,
    ...options.map(({ rawName }) => (rawName.split(' ')[0] ?? '').slice(2)),
  ]);

  it.each(['bash', 'zsh', 'fish'])('%s knows every command and option', (shell) => {
    const script = scriptFor(shell);
    expect(everything.filter((word) => !script.includes(word))).toEqual([]);
    expect(script).toContain(`offpeak completion ${shell}`);
  });

  it('are made for shells that we know', () => {
    expect(() => completion(cli, 'powershell')).toThrow('known: bash, zsh, fish');
    expect(() => completion(cli, 'constructor')).toThrow('known: bash, zsh, fish');
  });
});
