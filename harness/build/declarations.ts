import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Declarations that name a package whose types a user may not have: an optional one, or one that is typed by another
 * package. They are let off, so that whoever has every declaration checked sees no error; with the types there, they count.
 */
export const forgiving = (text: string, packages: readonly string[]): string => {
  const named = packages.map((name) => new RegExp(String.raw`(?:from |import\()["']${name}["']`));
  return text
    .split('\n')
    .flatMap((line) => (named.some((each) => each.test(line)) ? ['// @ts-ignore', line] : [line]))
    .join('\n');
};

/** Does so in every declaration below `folder`. */
export const forgiveBelow = (folder: string, packages: readonly string[]): void => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(folder, name);
    writeFileSync(file, forgiving(readFileSync(file, 'utf8'), packages));
  }
};
