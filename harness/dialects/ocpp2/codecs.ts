import type { Codecs } from '../codec.ts';
import type { DialectId } from '../intents.ts';
import { chargerCodecs2 } from './charger-codecs.ts';
import { FIRMWARE_CODECS_2 } from './firmware-codecs.ts';
import { csmsCodecs2 } from './csms-codecs.ts';

export const codecs2 = (dialect: DialectId): Codecs => ({
  ...chargerCodecs2(dialect),
  ...csmsCodecs2(dialect),
  ...FIRMWARE_CODECS_2,
});
