import type { Instant } from '../time/index.ts';

/** What a firmware image must be proved by: a certificate and the signature of the file, both as text. */
export interface FirmwareProof {
  readonly certificate: string;
  readonly signature: string;
}

export const FIRMWARE_STATUSES = [
  'Downloaded',
  'DownloadFailed',
  'Downloading',
  'DownloadScheduled',
  'DownloadPaused',
  'Idle',
  'InstallationFailed',
  'Installing',
  'Installed',
  'InstallRebooting',
  'InstallScheduled',
  'InstallVerificationFailed',
  'InvalidSignature',
  'SignatureVerified',
] as const;

export type FirmwareStatus = (typeof FIRMWARE_STATUSES)[number];

export interface FirmwareChargerRequests {
  /** How an update goes on. */
  'reports firmware': { readonly status: FirmwareStatus; readonly requestId?: number };
}

export interface FirmwareCsmsRequests {
  'updates firmware': {
    readonly requestId: number;
    readonly location: string;
    readonly retrieveAt: Instant;
    /** 2.x and signed 1.6. */
    readonly installAt?: Instant;
    /** 1.6: makes it a SignedUpdateFirmware. */
    readonly proof?: FirmwareProof;
  };
}

export interface FirmwareReplies {
  'reports firmware': Record<never, never>;
  /** Plain 1.6 says nothing, which is read as Accepted. */
  'updates firmware': {
    readonly status:
      | 'Accepted'
      | 'Rejected'
      | 'AcceptedCanceled'
      | 'InvalidCertificate'
      | 'RevokedCertificate';
  };
}

export type FirmwareKind = keyof FirmwareReplies;
