import { instant } from '../time/index.ts';
import type { JsonObject } from '../wire/index.ts';
import type { IntentOf } from './intents.ts';
import { instantIn, textIn } from './json.ts';

export const UPDATE_STATUSES = [
  'Accepted',
  'Rejected',
  'AcceptedCanceled',
  'InvalidCertificate',
  'RevokedCertificate',
] as const;

/** The `firmware` object of 2.x, and of a signed update in 1.6. */
export const readUpdate = (requestId: number, firmware: JsonObject): IntentOf<'updates firmware'> => {
  const installAt = instantIn(firmware, 'installDateTime');
  const certificate = textIn(firmware, 'signingCertificate');
  const signature = textIn(firmware, 'signature');
  return {
    kind: 'updates firmware',
    requestId,
    location: textIn(firmware, 'location') ?? '',
    retrieveAt: instantIn(firmware, 'retrieveDateTime') ?? instant(0),
    ...(installAt === undefined ? {} : { installAt }),
    ...(certificate === undefined || signature === undefined ? {} : { proof: { certificate, signature } }),
  };
};
