import type { Tariff } from '../energy/index.ts';

/** What a suite file may refer to. */
export interface Context {
  readonly requirements: ReadonlySet<string>;
  readonly capabilities: ReadonlySet<string>;
  /** The tariff of a fixture such as `tariffs/night-2330-0600.yaml`, or why there is none. */
  readonly tariff: (reference: string) => Tariff | string;
  /** A 2.1 tariff as it is written, such as `transaction-tariffs/night-2330-0600.json`, or why there is none. */
  readonly transactionTariff: (reference: string) => Readonly<Record<string, unknown>> | string;
}
