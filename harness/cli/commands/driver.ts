import { readFileSync } from 'node:fs';
import { SuiteError } from '../../errors.ts';
import { printable } from '../../printable.ts';
import { openDriver, readSubjectFile, type Driver } from '../../subject/index.ts';
import { tariffFixtures } from '../../suite/index.ts';
import { hostNow } from '../../time/index.ts';
import { EXIT } from '../exit-codes.ts';
import { roots } from '../home.ts';
import { find } from '../load.ts';
import { UsageError } from '../usage-error.ts';

const say = (text: string): void => {
  process.stdout.write(`${printable(text).slice(0, 400)}\n`);
};

const VERBS = ['enrol', 'approve', 'publish'] as const;

/** `offpeak driver check`: does what a driver declares, once, against the CSMS itself; no charger is played. */
export const checkDriver = async (path: string, reference: string): Promise<number> => {
  const tariff = tariffFixtures(roots())(reference);
  if (typeof tariff === 'string') throw new UsageError(tariff);
  const file = find(path);
  const subject = readSubjectFile(path, readFileSync(file, 'utf8'), process.env);
  if (subject.driver === undefined)
    throw new SuiteError('the subject file declares no driver', {
      place: { file: path },
      hint: 'driver: { module: ./my-driver.ts }, or enrol, approve, publish and books by http',
    });
  const driver: Driver | string = await openDriver(subject.driver, file, {
    blanks: {
      identity: subject.reach.identity ?? 'OFFPEAK-CHARGER',
      token: subject.token,
      dialect: subject.dialects[0] ?? 'ocpp1.6',
    },
    patience: subject.patience,
  });
  if (typeof driver === 'string') {
    say(`the driver cannot be used: ${driver}`);
    return EXIT.badInput;
  }
  let failed = 0;
  const now = hostNow();
  for (const verb of VERBS) {
    if (!driver.declares.includes(verb)) {
      say(`${verb}: not declared`);
      continue;
    }
    const done = await driver.act(verb, tariff, now);
    if (!done.ok) failed += 1;
    say(`${verb}: ${done.ok ? 'done' : `FAILED: ${done.detail ?? 'no reason'}`}`);
  }
  if (driver.declares.includes('books')) {
    const { books, detail } = await driver.books(tariff, now);
    if (books === undefined) {
      failed += 1;
      say(`books: FAILED: ${detail ?? 'no reason'}`);
    } else {
      const { sessions = [], online, plan } = books;
      const priced = sessions.filter(({ pence }) => pence !== undefined).length;
      say(
        `books: ${sessions.length} sessions, ${priced} with a price; online: ${online === undefined ? 'not shown' : String(online)}; plan: ${plan ?? 'not shown'}`,
      );
      for (const each of sessions.slice(0, 5))
        say(`  ${each.id}: ${each.wattHours} Wh${each.pence === undefined ? '' : `, ${each.pence} p`}`);
    }
  } else say('books: not declared; what the CSMS shows and bills will not be judged');
  return failed === 0 ? EXIT.conformant : EXIT.failed;
};
