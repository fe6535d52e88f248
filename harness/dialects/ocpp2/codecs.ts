import type { Codecs } from '../codec.ts';
import type { DialectId } from '../intents.ts';
import { chargerCodecs2 } from './charger-codecs.ts';
import { csmsCodecs2 } from './csms-codecs.ts';
import { displayCodecs2 } from './display-codecs.ts';
import { TARIFF_CODECS_2 } from './tariff-codecs.ts';

export const codecs2 = (dialect: DialectId): Codecs => ({
  ...chargerCodecs2(dialect),
  ...csmsCodecs2(dialect),
  ...displayCodecs2(dialect),
  ...TARIFF_CODECS_2,
});
