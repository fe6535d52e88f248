import { describe, expect, it } from 'vitest';
import type { LikelyCause } from '../verdict/index.ts';
import { likelyLines, likelyMarkdown, likelySection } from './likely.ts';
import { hostile, runResult } from './sample.ts';

const cause = (bug: string, score: number, more: Partial<LikelyCause> = {}): LikelyCause => ({
  bug,
  title: 'Ignores its plan',
  score,
  seen: ['power: wrong power'],
  sources: ['https://example.org/issues/1'],
  ...more,
});
const renderings = (likely: readonly LikelyCause[]): readonly string[] => {
  const run = { ...runResult(), likely };
  return [likelyLines(run).join('\n'), likelySection(run), likelyMarkdown(run).join('\n')];
};

describe('known bugs that would explain a run', () => {
  it('are said to be undecided where the first place is shared', () => {
    for (const text of renderings([cause('a', 0.8), cause('b', 0.8), cause('c', 0.4)]))
      expect(text).toContain('The first 2 fit equally well, in no order');
  });
  it('may be more than are listed, where all of those fit alike', () => {
    for (const text of renderings([cause('a', 0.8), cause('b', 0.8)]))
      expect(text).toContain('These and perhaps others fit equally well');
  });
  it('are in order where it is not', () => {
    for (const text of renderings([cause('a', 0.8), cause('b', 0.4)])) {
      expect(text).not.toContain('equally');
      expect(text.indexOf('fits 80 %')).toBeLessThan(text.indexOf('fits 40 %'));
    }
  });
  it('are inert, whatever their texts say', () => {
    const [console = '', html = '', markdown = ''] = renderings([
      cause('a', 1, {
        title: hostile,
        seenOn: hostile,
        remedy: hostile,
        sources: ['javascript:alert(1)', hostile],
      }),
    ]);
    expect(console).not.toContain('\u001b');
    for (const text of [html, markdown]) expect(text).not.toContain('<img');
    expect(html).not.toContain('href="javascript');
  });
  it('are not spoken of where there are none', () => {
    expect(likelyLines(runResult())).toEqual([]);
    expect(likelySection(runResult())).toBe('');
    expect(likelyMarkdown(runResult())).toEqual([]);
  });
});
