import { describe, expect, it } from 'vitest';
import { plain, renderConsole, renderJson, renderJunit, scriptJson } from './index.ts';
import { hostile, runResult } from './sample.ts';

describe('hostile text', () => {
  it('loses terminal sequences, directions and control characters, and is bounded', () => {
    const said = plain(hostile);
    for (const character of ['\u001b', '\u202E', '\u0000']) expect(said).not.toContain(character);
    expect(said).toContain('redevil');
    expect(plain('x'.repeat(5000), 10)).toBe(`${'x'.repeat(10)}…`);
  });
  it('cannot close a script element', () => {
    expect(scriptJson(hostile)).not.toContain('<');
    expect(JSON.parse(scriptJson(hostile))).toBe(hostile);
  });
});

describe('renderings', () => {
  it('prints every part of a failure and one closing line', () => {
    const text = renderConsole(runResult(), { colour: false, width: 120 });
    for (const word of [
      'Requirement',
      'Expected',
      'Actual',
      'trace #12..#14, #20',
      'Reproduce',
      'SC.Phases3 = no',
    ])
      expect(text).toContain(word);
    expect(text.endsWith('\nFAILED  exit 1\n')).toBe(true);
    expect(text).toContain('OVN-001-night.yaml:46:5');
    expect(text).not.toContain('\u001b');
  });
  it('colours only when asked', () => {
    expect(renderConsole(runResult(), { colour: true, width: 120 })).toContain('\u001b[31m');
  });
  it('writes JUnit counts and escapes markup', () => {
    const xml = renderJunit(runResult());
    expect(xml).toContain('tests="11" failures="2" errors="1" skipped="2"');
    expect(xml).not.toContain('<img');
    expect(xml.match(/<testcase /g)).toHaveLength(11);
    expect(xml.match(/<\/testcase>/g)).toHaveLength(11);
  });
  it('writes the same JSON whatever the order of keys', () => {
    const run = runResult();
    const turned = Object.fromEntries(Object.entries(run).reverse()) as unknown as typeof run;
    expect(renderJson(turned)).toBe(renderJson(run));
    expect(JSON.parse(renderJson(run))).toEqual(JSON.parse(JSON.stringify(run)));
  });
});
