import { oneOf } from '../json-schema.ts';
import type { Detail } from './detail.ts';

const IMAGES = ['newer', 'older', 'missing'] as const;
const SIGNED = ['valid', 'invalid'] as const;

export interface FirmwareDetail {
  /** `missing`: nothing is at the address. */
  readonly image?: (typeof IMAGES)[number];
  /** With a certificate, and a signature that is the file's, or another. */
  readonly signed?: (typeof SIGNED)[number];
}

export const image: Detail<FirmwareDetail> = {
  key: 'image',
  schema: oneOf(IMAGES),
  read: (field) => ({ image: field.oneOf(IMAGES, 'newer') }),
};

export const signed: Detail<FirmwareDetail> = {
  key: 'signed',
  schema: oneOf(SIGNED),
  read: (field) => ({ signed: field.oneOf(SIGNED, 'valid') }),
};
