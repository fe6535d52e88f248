/** What a step may demand as its answer. Statuses are as OCPP spells them. */
export const STATUSES = [
  'NotSupportedPriority',
  'NotSupportedState',
  'NotSupportedMessageFormat',
  'LanguageNotSupported',
  'UnknownTransaction',
  'Unknown',
  'TooManyElements',
  'ConditionNotSupported',
  'DuplicateTariffId',
  'TxNotFound',
  'NoCurrencyChange',
  'NoTariff',
  'UnknownMessageId',
  'UnknownVendorId',
] as const;

/** `refused`: any status that is no acceptance, or an error; `an error`: a CALLERROR. */
export const REPLIES = ['accepted', 'rejected', 'refused', 'an error', ...STATUSES] as const;
export type ReplyWord = (typeof REPLIES)[number];
