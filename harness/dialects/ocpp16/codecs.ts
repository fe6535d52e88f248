import type { Codecs } from '../codec.ts';
import { CHARGER_CODECS_16 } from './charger-codecs.ts';
import { FIRMWARE_CODECS_16 } from './firmware-codecs.ts';
import { CSMS_CODECS_16 } from './csms-codecs.ts';

export const CODECS_16: Codecs = { ...CHARGER_CODECS_16, ...CSMS_CODECS_16, ...FIRMWARE_CODECS_16 };
