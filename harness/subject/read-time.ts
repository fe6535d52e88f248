import { wholeSeconds } from '../energy/index.ts';
import { seconds } from '../time/index.ts';
import { readLength } from './read-length.ts';
import type { TimeControl } from './subject.ts';
import type { Field } from './yaml-fields.ts';

const MODES = ['auto', 'steered', 'scaled', 'faked', 'rebased', 'real'] as const;
type Mode = (typeof MODES)[number];

/** Which modes have which setting; elsewhere it would be ignored, so it is refused. */
const SETTINGS: Readonly<Record<'rate' | 'lead' | 'stretch' | 'samples', readonly Mode[]>> = {
  rate: ['scaled', 'faked'],
  lead: ['faked'],
  stretch: ['rebased', 'auto'],
  samples: ['auto', 'steered', 'faked', 'rebased', 'real'],
};

const DEFAULT_STRETCH = 20;
const DEFAULT_LEAD = 10;
/** A night of hours that passes in minutes needs a sample every few seconds. */
const DEFAULT_SAMPLES: Readonly<Partial<Record<Mode, number>>> = { auto: 5, steered: 5, rebased: 2 };

/** `time:` of a subject file. @throws SuiteError with line and column. */
export const readTime = (field: Field | undefined, isProcess: boolean): TimeControl => {
  if (field === undefined) return { mode: 'real' };
  const fields = field.fields(['mode', 'rate', 'lead', 'stretch', 'samples']);
  const modeField = fields.get('mode') ?? field.refuse('"mode" is missing');
  const mode = modeField.oneOf(MODES);
  for (const [name, modes] of Object.entries(SETTINGS))
    if (!modes.includes(mode))
      fields
        .get(name as keyof typeof SETTINGS)
        ?.refuse(`${mode} time has none; it is for ${modes.join(', ')}`);
  const asked = fields.get('samples');
  const samples = asked === undefined ? DEFAULT_SAMPLES[mode] : readLength(asked, 900);
  const sampling = samples === undefined ? {} : { sampleEvery: wholeSeconds(samples) };
  const rate = (): number => (fields.get('rate') ?? field.refuse('"rate" is missing')).integer(1, 3600);
  const length = (name: 'lead' | 'stretch', fallback: number) => {
    const given = fields.get(name);
    return seconds(given === undefined ? fallback : readLength(given, 3600));
  };
  switch (mode) {
    case 'scaled':
      return { mode, rate: rate(), ...sampling };
    case 'faked':
      return isProcess
        ? { mode, rate: rate(), lead: length('lead', DEFAULT_LEAD), ...sampling }
        : modeField.refuse('only a process or container that is started here can be given another time');
    case 'rebased':
    case 'auto':
      return { mode, stretch: length('stretch', DEFAULT_STRETCH), ...sampling };
    case 'steered':
    case 'real':
      return { mode, ...sampling };
  }
};
