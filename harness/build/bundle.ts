import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** Packages that the built code imports: at once, or only when something asks for them. */
export interface Imported {
  readonly always: ReadonlySet<string>;
  readonly late: ReadonlySet<string>;
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const isBare = (specifier: string): boolean => !/^[./]|^file:/.test(specifier) && !isBuiltin(specifier);

/**
 * Bundles our own code into a few chunks; packages stay packages, so that whoever installs it sees and updates them.
 * Chunks lie as deep as a room does: paths from `import.meta.url` to the package's root are the same as in the sources.
 */
export const bundle = async (root: string, out: string): Promise<Imported> => {
  const harness = join(root, 'harness');
  const build = await rolldown({
    cwd: root,
    platform: 'node',
    input: {
      main: join(harness, 'cli/main.ts'),
      index: join(harness, 'library/index.ts'),
      vitest: join(harness, 'vitest/index.ts'),
      runtime: join(harness, 'vitest/runtime.ts'),
    },
    // No module of ours does anything by being imported: a command reads only what it uses.
    treeshake: { moduleSideEffects: false },
    external: (id) => isBare(id) && !id.startsWith('\0'),
  });
  const { output } = await build.write({
    dir: join(out, 'harness/lib'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await build.close();
  const own = new Set(output.map(({ fileName }) => fileName));
  const isPackage = (specifier: string): boolean => isBare(specifier) && !own.has(specifier);
  const always = new Set<string>();
  const late = new Set<string>();
  for (const chunk of output) {
    if (chunk.type !== 'chunk') continue;
    for (const each of chunk.imports) if (isPackage(each)) always.add(packageOf(each));
    for (const each of chunk.dynamicImports) if (isPackage(each)) late.add(packageOf(each));
    // createRequire: schemas and their validator are read on first use.
    for (const [, each = ''] of chunk.code.matchAll(/\brequire\(["']([^"']+)["']\)/g))
      if (isPackage(each)) always.add(packageOf(each));
    for (const [, each = ''] of chunk.code.matchAll(/["'](ocpp-rpc)\/[^"']+["']/g)) always.add(each);
  }
  return { always, late };
};
