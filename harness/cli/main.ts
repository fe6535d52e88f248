import { cac } from 'cac';
import { completion } from './completion.ts';
import { addDoctor } from './add-doctor.ts';
import { EXIT } from './exit-codes.ts';
import { manual } from './manual.ts';
import { reportError } from './report-error.ts';
import { text, type Options } from './options.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

const list = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value])
    .flatMap((part) => (typeof part === 'string' || typeof part === 'number' ? String(part).split(',') : []))
    .filter((part) => part !== '');

/** Every command with its options. @param act is given the work of the one that was called */
export const commandLine = (act: (work: () => Promise<number>) => void): ReturnType<typeof cac> => {
  const cli = cac('offpeak');
  const command = (usage: string, about: string): ReturnType<typeof cli.command> => cli.command(usage, about);

  command('run [...paths]', 'Play and judge suites against a subject')
    .option(
      '--subject <what>',
      'A subject file, "charger" or "csms" (the references in this process; default: both)',
    )
    .option('--dialect <ids>', 'ocpp1.6, ocpp2.0.1, ocpp2.1 (default: all that the subject speaks)')
    .option('--only <ids>', 'Scenario ids, areas or requirement prefixes, separated by commas')
    .option('--bug <ids>', 'Give the reference these deliberate bugs (see "offpeak list --bugs")')
    .option('--seed <seed>', 'Same seed, same night (default: 1)')
    .option(
      '--link <how>',
      'Carries the messages of the references: memory, ws, mock-socket (default: memory)',
    )
    .option('--out <dir>', 'Write report.json, report.html, junit.xml and trace/*.ndjson here')
    .option('--json', 'Print report.json on standard output, and nothing else')
    .option('--shard <i/n>', 'Play only the i-th of n parts; put them together with "offpeak merge"')
    .action((paths: readonly string[], options: Options) =>
      act(async () => {
        const { run } = await import('./commands/run.ts');
        return run({
          paths,
          subject: text(options['subject']),
          dialects: list(options['dialect']),
          only: list(options['only']),
          bugs: list(options['bug']),
          seed: text(options['seed']) ?? '1',
          link: text(options['link']) ?? 'memory',
          out: text(options['out']),
          json: options['json'] === true,
          shard: text(options['shard']),
        });
      }),
    );
  command('compare <base> <next>', 'Compare two report.json: what got worse, better, slower, flaky')
    .option(
      '--threshold <list>',
      'name=5% or name=0.02, separated by commas; a leading - means that less is worse',
    )
    .option('--markdown', 'As Markdown, for a pull request')
    .option('--json', 'As JSON')
    .action((base: string, next: string, options: Options) =>
      act(async () =>
        (await import('./commands/compare.ts')).compare({
          base,
          next,
          thresholds: list(options['threshold']),
          form: options['json'] === true ? 'json' : options['markdown'] === true ? 'markdown' : 'console',
        }),
      ),
    );
  command('merge [...reports]', 'Put the report.json of several shards or repetitions together')
    .option('--out <dir>', 'Write the merged reports here')
    .option('--json', 'Print the merged report.json, and nothing else')
    .action((reports: readonly string[], options: Options) =>
      act(async () =>
        (await import('./commands/merge.ts')).merge(reports, text(options['out']), options['json'] === true),
      ),
    );
  command('keygen', 'Make an Ed25519 key pair for certificates')
    .option('--out <name>', 'Writes NAME.key.pem (keep it secret) and NAME.pub.pem (default: offpeak)')
    .action((options: Options) =>
      act(async () => (await import('./commands/certify.ts')).keygen(text(options['out']) ?? 'offpeak')),
    );
  command('certify', 'Run a profile of tariff compatibility and sign what was shown')
    .option('--profile <id>', 'One of suites/profiles, such as fixed-window')
    .option('--subject <what>', 'A subject file, "charger" or "csms"')
    .option('--key <file>', 'Private key in PEM, from "offpeak keygen"')
    .option('--out <dir>', 'Where bundle, page and reports go (default: reports/certificate)')
    .option('--days <n>', 'How long it is valid (default: 365)')
    .option('--seed <seed>', 'Default: 1')
    .option('--pdf', 'Also as PDF, by a Chromium on this machine')
    .action((options: Options) =>
      act(async () =>
        (await import('./commands/certify.ts')).certifySubject({
          profile: text(options['profile']),
          subject: text(options['subject']),
          key: text(options['key']),
          out: text(options['out']) ?? 'reports/certificate',
          days: text(options['days']) ?? '365',
          seed: text(options['seed']) ?? '1',
          pdf: options['pdf'] === true,
        }),
      ),
    );
  command('verify <bundle>', 'Check a certificate: signature, files, and every verdict judged again')
    .option('--key <file>', 'Public key in PEM')
    .option('--at <time>', 'The moment at which it must be valid, ISO 8601 (default: now)')
    .action((bundle: string, options: Options) =>
      act(async () =>
        (await import('./commands/certify.ts')).verifyBundle(
          bundle,
          text(options['key']),
          text(options['at']),
        ),
      ),
    );
  command('bugs', 'Play every deliberate bug against every scenario: who catches whom')
    .option('--only <ids>', 'These bugs only, with all that they leave')
    .option('--write', 'Write reports/bugs.md and fixtures/known-bugs.json')
    .option('--seed <seed>', 'Default: 1')
    .option('--json', 'As JSON')
    .action((options: Options) =>
      act(async () =>
        (await import('./commands/bugs.ts')).bugs({
          only: list(options['only']),
          write: options['write'] === true,
          seed: text(options['seed']) ?? '1',
          json: options['json'] === true,
        }),
      ),
    );
  command('list [...paths]', 'List scenarios, or the deliberate bugs of the references')
    .option('--bugs', 'List bugs instead')
    .option('--json', 'As JSON')
    .action((paths: readonly string[], options: Options) =>
      act(async () =>
        (await import('./commands/list.ts')).list(paths, options['bugs'] === true, options['json'] === true),
      ),
    );
  command('explain <id>', 'Say in words what a scenario does, with every time resolved').action(
    (id: string) => act(async () => (await import('./commands/explain.ts')).explain(id)),
  );
  command('check [...files]', 'Check suites, fixtures and subject files').action((files: readonly string[]) =>
    act(async () => (await import('./commands/check.ts')).check(files)),
  );
  command('judge <trace>', 'Judge a stored trace again')
    .option('--json', 'As JSON')
    .action((trace: string, options: Options) =>
      act(async () => (await import('./commands/judge.ts')).judgeFile(trace, options['json'] === true)),
    );
  command('cost <trace>', 'Compute what the transactions of a trace cost under a tariff, band by band')
    .option('--tariff <file>', 'A tariff fixture (YAML), or an OCPP 2.1 Tariff (JSON)')
    .option('--negative', 'Negative prices in a 2.1 tariff are meant')
    .option('--json', 'As JSON')
    .action((trace: string, options: Options) =>
      act(async () =>
        (await import('./commands/cost.ts')).cost({
          trace,
          tariff: text(options['tariff']),
          negative: options['negative'] === true,
          json: options['json'] === true,
        }),
      ),
    );
  command('schedule <file>', 'Compute the composite schedule of charging profiles (OCPP JSON)')
    .option('--dialect <id>', 'ocpp1.6, ocpp2.0.1 or ocpp2.1')
    .option('--from <time>', 'Start, ISO 8601 with offset')
    .option('--hours <n>', 'Length of the window (default: 24)')
    .option('--evse <n>', 'EVSE or connector; 0 is the station (default: 1)')
    .option('--unit <unit>', 'W or A (default: W)')
    .option('--voltage <volts>', 'Nominal voltage (default: 230)')
    .option('--phases <n>', 'Phases of the station (default: 1)')
    .option('--plot', 'Draw it in the terminal instead of printing JSON')
    .action((file: string, options: Options) =>
      act(async () => {
        const { schedule } = await import('./commands/schedule.ts');
        return schedule({
          file,
          dialect: text(options['dialect']),
          from: text(options['from']),
          hours: text(options['hours']) ?? '24',
          evse: text(options['evse']) ?? '1',
          unit: text(options['unit']) ?? 'W',
          voltage: text(options['voltage']) ?? '230',
          phases: text(options['phases']) ?? '1',
          plot: options['plot'] === true,
        });
      }),
    );
  command('tariff <file>', 'Turn an OCPI tariff or an OCPP 2.1 Tariff (JSON) into a tariff fixture')
    .option('--zone <zone>', 'Whose clock its times of day are read on (default: Europe/London)')
    .action((file: string, options: Options) =>
      act(async () =>
        (await import('./commands/tariff.ts')).tariff(file, text(options['zone']) ?? 'Europe/London'),
      ),
    );
  command('simulate <role>', 'Run reference chargers or the reference CSMS alone, in real time')
    .option('--url <url>', 'charger: where the CSMS is, such as ws://127.0.0.1:9000/ocpp')
    .option('--identity <id>', 'charger: its identity (default: OFFPEAK-CHARGER)')
    .option('--count <n>', 'charger: so many, their identities numbered (default: 1)')
    .option('--port <port>', 'csms: where to listen (default: 9000)')
    .option('--host <host>', 'csms: the address to listen on (default: 127.0.0.1)')
    .option('--tariff <file>', 'csms: tariff fixture (default: tariffs/night-2330-0600.yaml)')
    .option('--dialect <ids>', 'Default: ocpp1.6; a CSMS can be given several')
    .option(
      '--control <address>',
      'HTTP at HOST:PORT: GET /health, POST /plug-in, /unplug, /token, /power-off',
    )
    .option('--bug <ids>', 'Deliberate bugs')
    .option('--waits', 'charger: no car until a line on standard input says "plug in", "unplug", "token ID"')
    .option('--own-clock', 'charger: keep the time of this machine, whatever the CSMS says')
    .option('--samples <s>', 'charger: seconds between meter samples (default: 60)')
    .action((role: string, options: Options) =>
      act(async () => {
        const { simulate } = await import('./commands/simulate.ts');
        return simulate({
          role,
          url: text(options['url']),
          identity: text(options['identity']) ?? 'OFFPEAK-CHARGER',
          count: text(options['count']) ?? '1',
          port: text(options['port']) ?? '9000',
          host: text(options['host']) ?? '127.0.0.1',
          tariff: text(options['tariff']) ?? 'tariffs/night-2330-0600.yaml',
          dialects: list(options['dialect']),
          control: text(options['control']),
          bugs: list(options['bug']),
          waits: options['waits'] === true,
          ownClock: options['ownClock'] === true,
          samples: text(options['samples']) ?? '60',
        });
      }),
    );
  addDoctor(command, act);
  command('init [folder]', 'Write a starter: a subject file, a suite of your own, a CI file')
    .option('--side <side>', 'What you test: charger or csms (default: charger)')
    .option('--ci <system>', 'github, gitlab or none (default: github)')
    .action((folder: string | undefined, options: Options) =>
      act(async () =>
        (await import('./commands/init.ts')).init({
          folder: folder ?? '.',
          side: text(options['side']) ?? 'charger',
          ci: text(options['ci']) ?? 'github',
        }),
      ),
    );
  command('completion <shell>', 'Print the completion script for bash, zsh or fish').action((shell: string) =>
    act(() => Promise.resolve(completion(cli, shell))),
  );
  cli.help((sections) => manual(cli, sections));
  cli.version(VERSION);
  return cli;
};

/** Runs one command line and returns its exit code. Nothing else in the harness prints or ends the process. */
export const main = async (argv: readonly string[]): Promise<number> => {
  let work: (() => Promise<number>) | undefined;
  const cli = commandLine((asked) => {
    work = asked;
  });
  try {
    cli.parse(['node', 'offpeak', ...argv], { run: false });
    if (cli.options['help'] === true || cli.options['version'] === true) return EXIT.conformant;
    if (cli.matchedCommand === undefined) {
      if (argv.length === 0) cli.outputHelp();
      else throw new UsageError(`no such command: ${argv[0] ?? ''}`);
      return EXIT.usage;
    }
    cli.runMatchedCommand();
    return work === undefined ? EXIT.usage : await work();
  } catch (error) {
    return reportError(error);
  }
};
