import { HarnessError } from '../errors.ts';
import type { Imported } from './bundle.ts';

/** What is read of the checkout's package.json. */
export interface RootManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const entry = (name: string) => ({
  types: `./harness/types/${name === 'index' ? 'library' : name}/index.d.ts`,
  default: `./harness/lib/${name}.js`,
});

/**
 * The manifest that is published. It names what the built code imports and nothing else: the checkout brings a Node of
 * its own along and tools to build with, which no user must download.
 * @throws HarnessError when the code imports a package that the checkout does not depend on
 */
export const publishedManifest = (
  root: RootManifest,
  imported: Imported,
): Readonly<Record<string, unknown>> => {
  const dependencies: Record<string, string> = {};
  const peers: Record<string, string> = {};
  for (const name of [...new Set([...imported.always, ...imported.late])].toSorted()) {
    const version = root.dependencies[name];
    const tool = root.devDependencies[name];
    if (version !== undefined) dependencies[name] = version;
    // What only some commands use, or only under vitest, is the user's to install.
    else if (tool !== undefined) peers[name] = `>=${tool.split('.')[0] ?? '0'}`;
    else throw new HarnessError(`the build imports ${name}, which package.json does not name`);
  }
  return {
    name: root.name,
    version: root.version,
    description: root.description,
    keywords: ['ocpp', 'ev-charging', 'smart-charging', 'conformance', 'tariff', 'test'],
    license: root.license,
    type: 'module',
    bin: root.bin,
    exports: {
      '.': entry('index'),
      './vitest': entry('vitest'),
      './suite.schema.json': './harness/suite/schema.json',
      './report.schema.json': './harness/report/report.schema.json',
      './package.json': './package.json',
    },
    engines: root.engines,
    dependencies,
    peerDependencies: peers,
    peerDependenciesMeta: Object.fromEntries(Object.keys(peers).map((name) => [name, { optional: true }])),
  };
};

/** Packages that the built code imports and whose types a user of it may not have. */
export const untypedOf = (root: RootManifest, { always, late }: Imported): readonly string[] =>
  [...new Set([...always, ...late])].filter(
    (name) => root.dependencies[name] === undefined || root.devDependencies[`@types/${name}`] !== undefined,
  );
