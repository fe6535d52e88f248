import { readFileSync } from 'node:fs';
import { importTariff } from '../../suite/index.ts';
import { hostNow, isoInstant } from '../../time/index.ts';
import { EXIT } from '../exit-codes.ts';
import { find } from '../load.ts';
import { printable } from '../../printable.ts';

/** `offpeak tariff FILE`: an OCPI tariff or an OCPP 2.1 Tariff as a fixture, on standard output. */
export const tariff = (file: string, zone: string): Promise<number> => {
  const text = readFileSync(find(file), 'utf8');
  const { yaml, left } = importTariff(file, text, { zone, date: isoInstant(hostNow()).slice(0, 10) });
  process.stdout.write(yaml);
  for (const each of left) process.stderr.write(`offpeak: left out: ${printable(each)}\n`);
  return Promise.resolve(EXIT.conformant);
};
