import { readTariffJson, type TariffAssignment, type Told } from '../../../dialects/index.ts';
import { tariffProblems, type TransactionTariff } from '../../../energy/index.ts';
import type { Instant } from '../../../time/index.ts';

/** A default tariff on one EVSE, from when it counts. */
export interface DefaultTariff {
  readonly evse: number;
  readonly tariff: TransactionTariff;
  readonly from: Instant;
}

export interface TariffRules {
  readonly maxElements: number;
  readonly conditions: boolean;
  readonly evses: number;
}

const listsOf = (tariff: TransactionTariff): readonly { readonly conditions?: object }[] =>
  [
    tariff.energy,
    tariff.chargingTime,
    tariff.idleTime,
    tariff.fixedFee,
    tariff.reservationTime,
    tariff.reservationFixed,
  ].flatMap((list) => list?.prices ?? []);

/** A tariff that this station can take, or the status that says why not (`ocpp21:I07.FR.02` to `FR.05`). */
export const acceptable = (
  json: unknown,
  rules: TariffRules,
): { readonly tariff: TransactionTariff } | { readonly refusal: Told } => {
  const { tariff, problems } = readTariffJson(json);
  const wrong =
    tariff === undefined ||
    [...problems, ...tariffProblems(tariff, { negativePrices: true })].some(({ worth }) => worth === 'wrong');
  if (wrong) return { refusal: { status: 'Rejected', reason: 'InvalidValue' } };
  const elements = listsOf(tariff);
  if (elements.length > rules.maxElements) return { refusal: { status: 'TooManyElements' } };
  if (!rules.conditions && elements.some(({ conditions }) => conditions !== undefined))
    return { refusal: { status: 'ConditionNotSupported' } };
  return { tariff };
};

/** The one that counts on an EVSE now: the latest whose time has come. */
export const inForce = (
  installed: readonly DefaultTariff[],
  evse: number,
  at: Instant,
): TransactionTariff | undefined =>
  installed
    .filter((each) => each.evse === evse && each.from <= at)
    .reduce<DefaultTariff | undefined>(
      (latest, each) => (latest === undefined || each.from >= latest.from ? each : latest),
      undefined,
    )?.tariff;

/** Without those whose successor's time has come (`ocpp21:I07.FR.20` to `FR.23`). */
export const withoutOld = (installed: readonly DefaultTariff[], at: Instant): readonly DefaultTariff[] =>
  installed.filter((each) => each.from > at || inForce(installed, each.evse, at) === each.tariff);

export const withDefault = (
  installed: readonly DefaultTariff[],
  evse: number,
  tariff: TransactionTariff,
  { at, evses }: { readonly at: Instant; readonly evses: number },
): readonly DefaultTariff[] => {
  const targets = evse === 0 ? Array.from({ length: evses }, (_, index) => index + 1) : [evse];
  const from = tariff.validFrom ?? at;
  return withoutOld([...installed, ...targets.map((target) => ({ evse: target, tariff, from }))], at);
};

/** One line per tariff, with all its EVSEs. */
export const assignmentsOf = (installed: readonly DefaultTariff[]): readonly TariffAssignment[] => {
  const found = new Map<string, TariffAssignment>();
  for (const { evse, tariff } of installed) {
    const known = found.get(tariff.id);
    found.set(tariff.id, {
      tariffId: tariff.id,
      kind: 'DefaultTariff',
      evses: [...(known?.evses ?? []), evse],
      ...(tariff.validFrom === undefined ? {} : { validFrom: tariff.validFrom }),
    });
  }
  return [...found.values()];
};
