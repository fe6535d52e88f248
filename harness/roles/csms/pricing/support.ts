import type { DialectId } from '../../../dialects/index.ts';
import type { CsmsPricingParts } from './pricing.ts';

const MODERN_SUPPORT = [
  'TariffCostCtrlr.Available[Tariff]',
  'TariffCostCtrlr.Available[Cost]',
  'TariffCostCtrlr.Currency',
] as const;
const SUPPORT = {
  'ocpp1.6': ['CustomDisplayCostAndPrice'],
  'ocpp2.0.1': MODERN_SUPPORT,
  'ocpp2.1': MODERN_SUPPORT,
} as const;

/** What a station says of its display; what it does not say it does not have (`ocpp201:I01.FR.02`, `CAL.01`). */
export interface Support {
  readonly tariff: boolean;
  readonly cost: boolean;
}

export const supportOf = async (dialect: DialectId, ask: CsmsPricingParts['ask']): Promise<Support> => {
  const answer = await ask({ kind: 'reads variables', names: SUPPORT[dialect] });
  const found = answer.kind === 'reply' ? answer.reply.variables : [];
  const [first, second] = SUPPORT[dialect];
  const said = (name: string | undefined): boolean =>
    found.find((variable) => variable.name === name)?.value === 'true';
  return { tariff: said(first), cost: said(second ?? first) };
};
