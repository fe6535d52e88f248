import { integer, TEXT } from '../json-schema.ts';
import type { Detail } from './detail.ts';

export interface TargetDetail {
  readonly evse?: number;
  readonly token?: string;
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
