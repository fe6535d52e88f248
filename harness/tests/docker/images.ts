import { execFileSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { containerEngine } from '../../subject/index.ts';

const BUILD = resolve(dirname(fileURLToPath(import.meta.url)), '../../image/build.sh');

/** Builds our images where there is an engine. In CI a missing engine is a failure, elsewhere tests say why they skip. */
export const setup = async (): Promise<void> => {
  const engine = await containerEngine();
  if ('reason' in engine) {
    if (process.env['CI'] === 'true') throw new Error(`CI runs the tests with containers: ${engine.reason}`);
    return;
  }
  execFileSync(BUILD, process.env['CI'] === 'true' ? ['--local'] : [], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
};
