import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SuiteError } from '../../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { starter, type StarterCi, type StarterSide } from '../starter.ts';
import { UsageError } from '../usage-error.ts';

export interface InitArguments {
  readonly folder: string;
  readonly side: string;
  readonly ci: string;
}

const SIDES: readonly StarterSide[] = ['charger', 'csms'];
const SYSTEMS: readonly StarterCi[] = ['github', 'gitlab', 'none'];

const oneOf = <T extends string>(known: readonly T[], value: string, option: string): T => {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${option} is one of ${known.join(', ')}`);
  return found;
};

/** `offpeak init`: a starter that passes. All of it or nothing: no file of the user's is ever written over. */
export const init = (args: InitArguments): Promise<number> => {
  const side = oneOf(SIDES, args.side, '--side');
  const files = starter(side, oneOf(SYSTEMS, args.ci, '--ci'));
  const taken = [...files.keys()].filter((path) => existsSync(join(args.folder, path)));
  if (taken.length > 0) {
    throw new SuiteError(`there already: ${taken.join(', ')}`, {
      place: { file: args.folder },
      hint: 'nothing was written; choose another folder, or move these away',
    });
  }
  for (const [path, text] of files) {
    const file = join(args.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    // Somebody may have made it since we looked.
    writeFileSync(file, text, { flag: 'wx' });
    process.stdout.write(`wrote ${file}\n`);
  }
  const there = args.folder === '.' ? '' : `cd ${args.folder} && `;
  process.stdout.write(
    `\nNow: ${there}offpeak check subjects suites fixtures\n` +
      `     offpeak run --only OWN-001                 your night, on the references: it passes\n` +
      `     offpeak run --subject subjects/my-${side}.yaml --only OWN-001   once that file is right\n`,
  );
  return Promise.resolve(EXIT.conformant);
};
