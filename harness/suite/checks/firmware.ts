import { FIRMWARE_STATUSES, type FirmwareStatus } from '../../dialects/index.ts';
import type { Field } from '../fields.ts';
import { listOf, map, oneOf } from '../json-schema.ts';
import type { CheckBase, CheckKind } from './check-kind.ts';

const VERSIONS = ['changed', 'same'] as const;

/** An update was told of as it went, and ended as it should. */
export interface FirmwareCheck extends CheckBase {
  readonly check: 'firmware';
  /** In this order; others may stand between them. */
  readonly tells: readonly FirmwareStatus[];
  readonly never: readonly FirmwareStatus[];
  /** The version of the last BootNotification against that of the first. */
  readonly version: (typeof VERSIONS)[number];
}

const statuses = (field: Field | undefined): readonly FirmwareStatus[] =>
  (field?.items() ?? []).map((item) => item.oneOf(FIRMWARE_STATUSES, 'Idle'));

export const firmware: CheckKind<FirmwareCheck> = {
  check: 'firmware',
  schema: map(
    {
      tells: listOf(oneOf(FIRMWARE_STATUSES)),
      never: listOf(oneOf(FIRMWARE_STATUSES)),
      version: oneOf(VERSIONS),
    },
    ['tells', 'version'],
  ),
  read: (field, base) => {
    const keys = field.keys(['tells', 'never', 'version'], ['tells', 'version']);
    return {
      check: 'firmware',
      ...base,
      tells: statuses(keys.need('tells')),
      never: statuses(keys.get('never')),
      version: keys.need('version').oneOf(VERSIONS, 'changed'),
    };
  },
};
