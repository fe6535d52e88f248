import { oneOf } from '../json-schema.ts';
import type { Detail } from './detail.ts';

export interface ResetDetail {
  /** `soft` is of 1.6, `on idle` of 2.x; `hard` is Immediate there. */
  readonly how?: 'Soft' | 'Hard';
}

const HOW = ['soft', 'hard', 'on idle'] as const;

export const how: Detail<ResetDetail> = {
  key: 'how',
  schema: oneOf(HOW),
  read: (field) => ({ how: field.oneOf(HOW, 'hard') === 'hard' ? 'Hard' : 'Soft' }),
};
