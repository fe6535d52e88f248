import type { CAC } from 'cac';
import { UsageError } from './usage-error.ts';
import { EXIT } from './exit-codes.ts';

/** Values that an option or a first argument takes; others are files. Ids are asked for when they are needed. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--dialect': ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
  '--link': ['memory', 'ws', 'mock-socket'],
  '--unit': ['W', 'A'],
  '--side': ['charger', 'csms'],
  '--ci': ['github', 'gitlab', 'none'],
  '--subject': ['charger', 'csms'],
  simulate: ['charger', 'csms'],
  completion: ['bash', 'zsh', 'fish'],
};
const IDS = ['--only', 'explain'];
const BUGS = ['--bug'];
const ALSO_FILES = ['--subject'];

interface Known {
  readonly name: string;
  readonly about: string;
  readonly options: readonly { readonly flag: string; readonly about: string; readonly takes: boolean }[];
}

const knownOf = (cli: CAC): readonly Known[] =>
  cli.commands.map(({ name, description, options }) => ({
    name,
    about: description,
    options: [
      ...options.map((option) => ({
        // As it is typed: cac keeps names in camel case.
        flag: option.rawName.split(/[ ,]/)[0] ?? '',
        about: option.description,
        takes: option.isBoolean !== true,
      })),
      { flag: '--help', about: 'Manual page', takes: false },
    ],
  }));

const WORD = /^[\w.-]+$/;

const bash = (known: readonly Known[]): string => {
  const commands = known.map(({ name }) => name).join(' ');
  const options = known.map(
    ({ name, options: each }) => `    ${name}) words='${each.map(({ flag }) => flag).join(' ')}' ;;`,
  );
  const values = Object.entries(VALUES).map(([key, words]) => {
    const files = ALSO_FILES.includes(key) ? ' files=1' : '';
    return `    ${key}) words='${words.join(' ')}'${files}; return 0 ;;`;
  });
  return `# bash completion of offpeak; made by "offpeak completion bash"
_offpeak_values() {
  case "$1" in
${values.join('\n')}
    ${IDS.join('|')}) words="$(offpeak list 2>/dev/null | cut -d' ' -f1)"; return 0 ;;
    ${BUGS.join('|')}) words="$(offpeak list --bugs 2>/dev/null | awk '{print $2}')"; return 0 ;;
  esac
  return 1
}
_offpeak() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words='' files=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${commands}'
  elif [[ "$current" != -* ]] && _offpeak_values "$previous"; then
    :
  elif [[ "$current" == -* ]]; then
    case "\${COMP_WORDS[1]}" in
${options.join('\n')}
    esac
  else
    files=1
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ -n "$files" ]; then COMPREPLY+=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _offpeak offpeak
`;
};

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const zsh = (known: readonly Known[]): string => {
  const escaped = (text: string): string => text.replaceAll(/[\\:[\]]/g, String.raw`\$&`);
  const commands = known.map(({ name, about }) => `    ${quoted(`${name}:${escaped(about)}`)}`);
  const action = (key: string): string => {
    if (IDS.includes(key)) return '_offpeak_ids';
    if (BUGS.includes(key)) return '_offpeak_bugs';
    const words = VALUES[key];
    if (words === undefined) return '_files';
    return ALSO_FILES.includes(key) ? '_offpeak_subject' : `(${words.join(' ')})`;
  };
  const cases = known.map(({ name, options }) => {
    const specs = options.map(({ flag, about, takes }) =>
      quoted(`${flag}[${escaped(about)}]${takes ? `:value:${action(flag)}` : ''}`),
    );
    const first =
      VALUES[name] === undefined && !IDS.includes(name) ? '*:file:_files' : `1:value:${action(name)}`;
    return `    ${name})\n      _arguments ${[...specs, quoted(first)].join(' \\\n        ')} ;;`;
  });
  return `#compdef offpeak
# zsh completion of offpeak; made by "offpeak completion zsh"
_offpeak_ids() { compadd -- \${(f)"$(offpeak list 2>/dev/null | cut -d' ' -f1)"} }
_offpeak_bugs() { compadd -- \${(f)"$(offpeak list --bugs 2>/dev/null | awk '{print $2}')"} }
_offpeak_subject() { _alternative 'references:reference:(${(VALUES['--subject'] ?? []).join(' ')})' 'files:file:_files' }
_offpeak() {
  local -a commands
  commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _offpeak offpeak
`;
};

const fish = (known: readonly Known[]): string => {
  const line = (...parts: readonly string[]): string => ['complete -c offpeak', ...parts].join(' ');
  const source = (key: string): string => {
    if (IDS.includes(key)) return `'(offpeak list 2>/dev/null | cut -d" " -f1)'`;
    if (BUGS.includes(key)) return String.raw`'(offpeak list --bugs 2>/dev/null | awk "{print \$2}")'`;
    return quoted((VALUES[key] ?? []).join(' '));
  };
  const said = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
  const lines = known.flatMap(({ name, about, options }) => [
    line('-n __fish_use_subcommand -f -a', name, '-d', said(about)),
    ...(VALUES[name] === undefined && !IDS.includes(name)
      ? []
      : [line(`-n '__fish_seen_subcommand_from ${name}' -f -a`, source(name))]),
    ...options.map(({ flag, about: text, takes }) => {
      const closed = VALUES[flag] !== undefined || IDS.includes(flag) || BUGS.includes(flag);
      const values = !takes
        ? ''
        : closed
          ? `${ALSO_FILES.includes(flag) ? '-r' : '-x'} -a ${source(flag)}`
          : '-r';
      return line(`-n '__fish_seen_subcommand_from ${name}' -l`, flag.slice(2), values, '-d', said(text));
    }),
  ]);
  return `# fish completion of offpeak; made by "offpeak completion fish"\n${lines.join('\n')}\n`;
};

const SHELLS: Readonly<Record<string, (known: readonly Known[]) => string>> = { bash, zsh, fish };

/** `offpeak completion`: made of the same declarations as the command line, so that it cannot fall behind. */
export const completion = (cli: CAC, shell: string): number => {
  const make = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (make === undefined) throw new UsageError(`no completion for ${shell}; known: bash, zsh, fish`);
  const known = knownOf(cli);
  const strange = known.find(
    ({ name, options }) => ![name, ...options.map(({ flag }) => flag)].every((word) => WORD.test(word)),
  );
  if (strange !== undefined)
    throw new Error(`the command ${strange.name} has a name that no shell can complete`);
  process.stdout.write(make(known));
  return EXIT.conformant;
};
