import { integer, oneOf, TEXT } from '../json-schema.ts';
import type { Detail } from './detail.ts';

export interface TargetDetail {
  readonly evse?: number;
  readonly token?: string;
  /** Which of two systems does it; the supplier when absent. */
  readonly by?: 'supplier' | 'portal';
}

export const evse: Detail<TargetDetail> = {
  key: 'evse',
  schema: integer(0),
  read: (field, { given }) => ({ evse: field.integer(0, given.station.evses) }),
};

export const token: Detail<TargetDetail> = {
  key: 'token',
  schema: TEXT,
  read: (field) => ({ token: field.text() }),
};

const BY = ['supplier', 'portal'] as const;

export const by: Detail<TargetDetail> = {
  key: 'by',
  schema: oneOf(BY),
  read: (field, { given }) => {
    const who = field.oneOf(BY, 'supplier');
    if (who === 'portal' && given.portal === undefined) field.problem('needs "portal" under "given"');
    return { by: who };
  },
};
