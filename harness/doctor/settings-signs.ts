import type { DialectId, Variable } from '../dialects/index.ts';
import { ill, note, well, type Sign } from './symptom.ts';

/** What a charger's settings tell. Pure. */

/** 1.6 gives everything when nothing is asked for; 2.x must be asked by name. */
export const settingsToAsk = (dialect: DialectId): readonly string[] =>
  dialect === 'ocpp1.6'
    ? []
    : [
        'RateUnits',
        'MeterSampleInterval',
        'SmartChargingCtrlr.Enabled',
        'OCPPCommCtrlr.NetworkConfigurationPriority',
      ];

const valueOf = (settings: readonly Variable[], name: string): string | undefined =>
  settings.find((each) => each.name === name)?.value;

const unitSign = (units: string | undefined): Sign => {
  if (units === undefined)
    return note(
      'units',
      'it does not say in which unit it takes limits',
      'Try both: "offpeak run --only OVN-001" sends watts, OVN-003 amperes.',
    );
  const watts = /\bW\b|Power/.test(units);
  const amps = /\bA\b|Current/.test(units);
  if (watts && amps) return well('units', 'it takes limits in watts and in amperes');
  if (!watts && !amps)
    return note(
      'units',
      `it takes limits in "${units.slice(0, 40)}"`,
      'That is neither W nor A: ask the maker.',
    );
  return note(
    'units',
    `it takes limits in ${watts ? 'watts' : 'amperes'} only`,
    `A supplier that sends ${watts ? 'amperes' : 'watts'} is refused, or worse, accepted and ignored: set ${watts ? 'W' : 'A'} at the supplier.`,
  );
};

const LINK = /\bwss?:\/\/[^\s"',]+/i;

/** Other central systems that the settings name. @param port ours. */
const otherSystems = (settings: readonly Variable[], port: number): readonly string[] =>
  settings.flatMap(({ name, value }) => {
    const found = LINK.exec(value)?.[0];
    if (found === undefined) return [];
    try {
      const url = new URL(found);
      const theirs = url.port === '' ? (url.protocol === 'wss:' ? 443 : 80) : Number(url.port);
      return theirs === port ? [] : [`${url.protocol}//${url.host} (${name.slice(0, 40)})`];
    } catch {
      return [];
    }
  });

export const settingsSigns = (settings: readonly Variable[], port: number): readonly Sign[] => {
  const signs: Sign[] = [];
  const features = valueOf(settings, 'SupportedFeatureProfiles');
  const enabled = valueOf(settings, 'SmartChargingCtrlr.Enabled');
  if ((features !== undefined && !/SmartCharging/i.test(features)) || enabled?.toLowerCase() === 'false')
    signs.push(
      ill(
        'smart charging',
        'it has no smart charging, or it is switched off',
        'Switch it on in its settings; with some makers it needs a licence or newer firmware.',
      ),
    );
  signs.push(unitSign(valueOf(settings, 'RateUnits')));
  if (valueOf(settings, 'MeterSampleInterval') === '0')
    signs.push(
      ill(
        'samples',
        'it sends no meter values during a transaction (interval 0)',
        'Set the sample interval to 60 s; without samples nothing can be proved.',
      ),
    );
  const others = otherSystems(settings, port);
  if (others.length > 0)
    signs.push(
      note(
        'other csms',
        `its settings name another central system: ${others.slice(0, 3).join(', ')}`,
        'With two of them, one overwrites the plans of the other. Take one out.',
      ),
    );
  return signs;
};
