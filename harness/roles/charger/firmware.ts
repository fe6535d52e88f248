import type { FirmwareStatus, IntentOf, Reply } from '../../dialects/index.ts';
import { instant, minutes, seconds, type Alarm, type Clock } from '../../time/index.ts';
import type { Connection } from './connection.ts';
import type { ChargerHooks } from './hooks.ts';
import type { Memory } from './memory.ts';

export interface FirmwareParts {
  readonly clock: Clock;
  readonly legacy: boolean;
  readonly memory: Memory;
  readonly hooks: ChargerHooks;
  readonly connection: () => Connection;
  /** A transaction is running: the station cannot install beside it (`ocpp201:L01.FR.06`). */
  readonly busy: () => boolean;
  readonly restart: () => void;
}

export interface Firmware {
  update(request: IntentOf<'updates firmware'>): Reply<'updates firmware'>;
  /** A transaction has ended: what was put off until then is due. */
  idle(): void;
  /** Talking to the CSMS again after a boot. */
  booted(): void;
  /** The power went. */
  forget(): void;
}

type Job = IntentOf<'updates firmware'>;

const DOWNLOAD = minutes(1);
const INSTALL = seconds(30);

/** The version of an image, from its name: `.../offpeak-2.bin`; an image that is not there has none. */
const versionOf = (location: string): string | undefined => /-([0-9][0-9.]{0,20})\.bin$/.exec(location)?.[1];

/** Downloads, verifies, waits for the car to leave, installs, boots. What is reported survives the boot. */
export const createFirmware = (parts: FirmwareParts): Firmware => {
  const { clock, legacy, memory, hooks } = parts;
  let job: Job | undefined;
  let ready = false;
  let alarm: Alarm | undefined;

  const report = (status: FirmwareStatus, of: Job): void => {
    const plain = legacy && of.proof === undefined;
    const said = hooks.firmwareStatus?.(status) ?? status;
    void parts
      .connection()
      .ask({ kind: 'reports firmware', status: said, ...(plain ? {} : { requestId: of.requestId }) });
  };

  const install = (of: Job): void => {
    if (parts.busy() && hooks.installsAtOnce !== true) {
      if (!ready && !(legacy && of.proof === undefined)) report('InstallScheduled', of);
      ready = true;
      return;
    }
    ready = false;
    report('Installing', of);
    alarm = clock.after(INSTALL, () => {
      const version = versionOf(of.location);
      if (version !== undefined) memory.firmware = version;
      memory.installed = of;
      job = undefined;
      hooks.firmwareInstalled?.(memory);
      parts.restart();
    });
  };

  const verify = (of: Job): void => {
    const sound =
      of.proof === undefined || of.proof.signature.startsWith('valid') || hooks.installsAnything === true;
    if (of.proof !== undefined) report(sound ? 'SignatureVerified' : 'InvalidSignature', of);
    if (!sound) {
      job = undefined;
      return;
    }
    const wait = of.installAt === undefined ? 0 : of.installAt - clock.now();
    if (wait <= 0) return install(of);
    report('InstallScheduled', of);
    alarm = clock.at(instant(clock.now() + wait), () => install(of));
  };

  const download = (of: Job): void => {
    report('Downloading', of);
    alarm = clock.after(DOWNLOAD, () => {
      if (versionOf(of.location) === undefined && hooks.installsAnything !== true) {
        report('DownloadFailed', of);
        job = undefined;
        return;
      }
      report('Downloaded', of);
      verify(of);
    });
  };

  return {
    update(request) {
      if (request.proof !== undefined && !request.proof.certificate.includes('BEGIN CERTIFICATE'))
        return { status: 'InvalidCertificate' };
      const before = job;
      alarm?.cancel();
      ready = false;
      job = request;
      alarm = clock.at(instant(Math.max(request.retrieveAt, clock.now() + 1000)), () => download(request));
      return { status: before === undefined || legacy ? 'Accepted' : 'AcceptedCanceled' };
    },
    idle() {
      if (ready && job !== undefined && !parts.busy()) install(job);
    },
    booted() {
      const { installed } = memory;
      if (installed === undefined) return;
      memory.installed = undefined;
      report('Installed', installed);
    },
    forget() {
      alarm?.cancel();
      // An update that the power cut short is not taken up again: the CSMS asks anew.
      job = undefined;
      ready = false;
    },
  };
};
