import type { Way } from '../../faults/index.ts';
import type { Millis } from '../../time/index.ts';
import { oneOf, shared } from '../json-schema.ts';
import { readMillis } from '../quantities.ts';
import type { Detail } from './detail.ts';

export interface FaultDetail {
  /** link slow: how late each message is, each way */
  readonly late?: Millis;
  /** link half open */
  readonly way?: Way;
  /** link flapping: how long the link is down and up, by turns */
  readonly down?: Millis;
  readonly up?: Millis;
}

export const late: Detail<FaultDetail> = {
  key: 'late',
  schema: shared('length'),
  read: (field) => ({ late: readMillis(field) }),
};

const WAYS: readonly Way[] = ['both', 'to charger', 'to csms'];

export const way: Detail<FaultDetail> = {
  key: 'way',
  schema: oneOf(WAYS),
  read: (field) => ({ way: field.oneOf(WAYS, 'both') }),
};

export const down: Detail<FaultDetail> = {
  key: 'down',
  schema: shared('length'),
  read: (field) => ({ down: readMillis(field) }),
};

export const up: Detail<FaultDetail> = {
  key: 'up',
  schema: shared('length'),
  read: (field) => ({ up: readMillis(field) }),
};
