import { describe, expect, it } from 'vitest';
import { decideImage, parseImage } from './container-image.ts';

const digest = `sha256:${'0'.repeat(64)}`;

describe('an image reference', () => {
  it.each([
    ['csms', { name: 'csms' }],
    ['localhost:5000/a/b:1.2', { name: 'localhost:5000/a/b', tag: '1.2' }],
    [`ghcr.io/acme/csms:2@${digest}`, { name: 'ghcr.io/acme/csms', tag: '2', digest }],
    ['UPPER', undefined],
    ['a b', undefined],
    ['a@sha256:12', undefined],
    ['-rm', undefined],
    ['../x', undefined],
  ])('%s', (text, expected) => {
    expect(parseImage(text)).toEqual(expected);
  });

  it('of a registry is pinned, or refused with the digest to write', () => {
    const pulled = { repoDigests: [`acme/csms@${digest}`] };
    expect(decideImage('acme/csms:2', pulled)).toMatchObject({
      kind: 'refuse',
      hint: `write acme/csms@${digest}`,
    });
    expect(decideImage('acme/csms:2', undefined)).toMatchObject({ kind: 'refuse' });
    expect(decideImage('acme/csms:2', { repoDigests: [] })).toEqual({ kind: 'use' });
    expect(decideImage(`acme/csms@${digest}`, undefined)).toEqual({ kind: 'pull' });
    expect(decideImage(`acme/csms@${digest}`, pulled)).toEqual({ kind: 'use' });
  });
});
