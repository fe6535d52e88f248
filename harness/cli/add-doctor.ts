import type { Command } from 'cac';
import { text, type Options } from './options.ts';

/** Registers `offpeak doctor`. */
export const addDoctor = (
  command: (usage: string, about: string) => Command,
  act: (work: () => Promise<number>) => void,
): void => {
  command('doctor [url]', 'Say in under a minute what keeps a charger and a central system apart')
    .option('--listen <port>', 'Wait for a charger on this port, and look at it')
    .option('--host <host>', 'The address to listen on (default: 127.0.0.1)')
    .option('--identity <id>', 'Dial as this charger (default: the last part of the URL)')
    .option('--password-env <name>', 'The environment variable that holds the password')
    .option('--ca <file>', 'Root certificate to trust, PEM')
    .option(
      '--cert <file>',
      'Certificate of our own, PEM: of the charger, or with --listen of the central system',
    )
    .option('--key <file>', 'Its key, PEM')
    .option('--wait <seconds>', 'How long to wait for a charger (default: 40)')
    .option('--json', 'As JSON')
    .action((url: string | undefined, options: Options) =>
      act(async () => {
        const { doctor } = await import('./commands/doctor.ts');
        return doctor({
          url,
          listen: text(options['listen']),
          host: text(options['host']) ?? '127.0.0.1',
          identity: text(options['identity']),
          passwordEnv: text(options['passwordEnv']),
          ca: text(options['ca']),
          cert: text(options['cert']),
          key: text(options['key']),
          wait: text(options['wait']) ?? '40',
          json: options['json'] === true,
        });
      }),
    );
};
