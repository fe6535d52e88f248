import type { Instant } from '../../time/index.ts';
import type { Field } from '../fields.ts';
import { integer, listOf, oneOf, shared, TEXT, type JsonSchema } from '../json-schema.ts';
import { Chronology } from '../moments.ts';
import type { Detail, StepReading } from './detail.ts';

/** What a message on the display says of itself. */
export interface DisplayDetail {
  readonly messageId?: number;
  readonly messageIds?: readonly number[];
  readonly text?: string;
  readonly format?: string;
  readonly language?: string;
  readonly also?: Readonly<Record<string, string>>;
  readonly priority?: string;
  readonly inState?: string;
  readonly shownFrom?: Instant;
  readonly shownUntil?: Instant;
  /** `running`: the transaction of this EVSE; else an id as it is written. */
  readonly transaction?: string;
  /** Makes a text of this many characters: nobody may take it. */
  readonly characters?: number;
  /** Pounds. */
  readonly cost?: number;
  readonly names?: readonly string[];
  readonly variable?: string;
  readonly value?: string;
}

const text = (
  key: string,
  part: (value: string) => DisplayDetail,
  schema: JsonSchema = TEXT,
): Detail<DisplayDetail> => ({
  key,
  schema,
  read: (field) => part(field.text()),
});

const moment = (key: string, part: (at: Instant) => DisplayDetail): Detail<DisplayDetail> => ({
  key,
  schema: shared('moment'),
  read: (field, { given, day }: StepReading) => part(new Chronology(given.zone, day).read(field)),
});

/** An amount such as `1.25`; money has no binary fractions, so it is read as text. */
const readAmount = (field: Field): number => {
  const said = field.text();
  if (!/^-?\d{1,9}(\.\d{1,6})?$/.test(said)) field.problem(`"${said}" is not an amount, like "1.25"`);
  return Number(said);
};

export const messageId: Detail<DisplayDetail> = {
  key: 'id',
  schema: integer(0),
  read: (field) => ({ messageId: field.integer(0, 2_147_483_647) }),
};
export const messageIds: Detail<DisplayDetail> = {
  key: 'ids',
  schema: listOf(integer(0)),
  read: (field) => ({ messageIds: field.items().map((item) => item.integer(0, 2_147_483_647)) }),
};
export const words = text('text', (value) => ({ text: value }));
export const format = text('format', (value) => ({ format: value }));
export const language = text('language', (value) => ({ language: value }));
export const also: Detail<DisplayDetail> = {
  key: 'also',
  schema: { type: 'object', additionalProperties: TEXT },
  read: (field) => {
    const languages = ['en', 'cy', 'de', 'fr', 'nl', 'xx'] as const;
    const keys = field.keys(languages);
    return {
      also: Object.fromEntries(
        keys.names().map((name) => [name, keys.need(name as (typeof languages)[number]).text()]),
      ),
    };
  },
};
export const priority = text('priority', (value) => ({ priority: value }));
export const inState = text('state', (value) => ({ inState: value }));
export const shownFrom = moment('from', (at) => ({ shownFrom: at }));
export const shownUntil = moment('until', (at) => ({ shownUntil: at }));
export const transaction = text('transaction', (value) => ({ transaction: value }));
export const characters: Detail<DisplayDetail> = {
  key: 'characters',
  schema: integer(1, 100_000),
  read: (field) => ({ characters: field.integer(1, 100_000) }),
};
export const cost: Detail<DisplayDetail> = {
  key: 'cost',
  schema: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' },
  read: (field) => ({ cost: readAmount(field) }),
};
export const names: Detail<DisplayDetail> = {
  key: 'names',
  schema: listOf(TEXT),
  read: (field) => ({ names: field.texts() }),
};
export const variable = text('variable', (value) => ({ variable: value }));
export const value: Detail<DisplayDetail> = {
  key: 'value',
  schema: TEXT,
  read: (field) => ({ value: field.text() }),
};
export const yesOrNo = oneOf(['yes', 'no']);
