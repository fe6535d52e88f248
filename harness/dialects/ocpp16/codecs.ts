import type { Codecs } from '../codec.ts';
import { CHARGER_CODECS_16 } from './charger-codecs.ts';
import { CSMS_CODECS_16 } from './csms-codecs.ts';
import { ABSENT_CODECS_16, PRICING_CODECS_16 } from './pricing-codecs.ts';

export const CODECS_16: Codecs = {
  ...CHARGER_CODECS_16,
  ...CSMS_CODECS_16,
  ...PRICING_CODECS_16,
  ...ABSENT_CODECS_16,
};
