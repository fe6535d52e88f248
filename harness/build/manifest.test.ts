import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forgiving } from './declarations.ts';
import { publishedManifest, untypedOf, type RootManifest } from './manifest.ts';

const root = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
) as RootManifest;

describe('the published manifest', () => {
  const made = publishedManifest(root, { always: new Set(['yaml', 'ajv']), late: new Set(['ws', 'vitest']) });

  it('depends on what the built code imports, and on nothing else', () => {
    expect(made['dependencies']).toEqual({
      ajv: root.dependencies['ajv'],
      ws: root.dependencies['ws'],
      yaml: root.dependencies['yaml'],
    });
    expect(JSON.stringify(made)).not.toMatch(/node-linux|node-win|"private"|"scripts"|"devDependencies"/);
  });

  it('leaves what only some commands use to the user', () => {
    expect(made['peerDependencies']).toEqual({ vitest: '>=5' });
    expect(made['peerDependenciesMeta']).toEqual({ vitest: { optional: true } });
  });

  it('is not made of code that imports what nobody installs', () => {
    const imported = { always: new Set(['left-pad']), late: new Set<string>() };
    expect(() => publishedManifest(root, imported)).toThrow('the build imports left-pad');
  });
});

describe('declarations', () => {
  const imported = { always: new Set(['yaml']), late: new Set(['ws', 'vitest']) };

  it('let off what is optional, or typed by another package, and nothing else', () => {
    expect(untypedOf(root, imported)).toEqual(['ws', 'vitest']);
    const text = `import type { A } from 'yaml';\nimport type { B } from 'ws';\nexport declare const c: typeof import("ws");\n`;
    expect(forgiving(text, ['ws', 'vitest'])).toBe(
      `import type { A } from 'yaml';\n// @ts-ignore\nimport type { B } from 'ws';\n// @ts-ignore\nexport declare const c: typeof import("ws");\n`,
    );
  });
});
