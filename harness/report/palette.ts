import { styleText } from 'node:util';
import type { Verdict } from '../verdict/index.ts';

export type Paint = (verdict: Verdict | 'strong' | 'faint', text: string) => string;

const styles = {
  passed: 'green',
  advised: 'cyan',
  unproven: 'yellow',
  failed: 'red',
  broken: 'magenta',
  'not applicable': 'dim',
  'not run': 'dim',
  strong: 'bold',
  faint: 'dim',
} as const;

/** Colours, or nothing at all. The caller decides: the streams' own guess is not asked. */
export const paletteOf = (colour: boolean): Paint =>
  colour ? (name, text) => styleText(styles[name], text, { validateStream: false }) : (_name, text) => text;
