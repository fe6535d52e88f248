import { Unzip, UnzipInflate, zipSync } from 'fflate';
import { SuiteError } from '../errors.ts';

/** Files by name, such as `trace/OVN-001.ocpp1.6.charger.ndjson`. */
export type Bundle = ReadonlyMap<string, Uint8Array>;

/** Bounds of what is read: a certificate comes from somebody else. */
export interface BundleLimits {
  readonly files: number;
  readonly bytes: number;
}
const LIMITS: BundleLimits = { files: 5000, bytes: 512 * 1024 * 1024 };

const NAME = /^(?!.*(?:^|\/)\.)[\w@%+=,. -]+(?:\/[\w@%+=,. -]+){0,6}$/;
/** Zip knows times only; the same files must give the same bytes. */
const EPOCH = new Date(Date.UTC(1980, 0, 1, 12));

/** The files as one zip: same files, same bytes. */
export const packBundle = (bundle: Bundle): Uint8Array => {
  const sorted = [...bundle].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 6, mtime: EPOCH });
};

/**
 * Unpacks in memory, with every name and size checked as it comes: no name can leave a folder, nothing grows past
 * `limits`, whatever the archive says of itself.
 *
 * @throws SuiteError with what is wrong.
 */
export const unpackBundle = (archive: Uint8Array, file: string, limits: BundleLimits = LIMITS): Bundle => {
  const refuse = (message: string): never => {
    throw new SuiteError(message, { place: { file } });
  };
  const bundle = new Map<string, Uint8Array>();
  let bytes = 0;
  const unzip = new Unzip((entry) => {
    const { name } = entry;
    if (name.endsWith('/')) return;
    if (!NAME.test(name) || name.length > 200)
      refuse(`the bundle has a file with an unsafe name: ${JSON.stringify(name.slice(0, 80))}`);
    if (bundle.has(name)) refuse(`the bundle has "${name}" twice`);
    if (bundle.size >= limits.files) refuse(`the bundle has more than ${limits.files} files`);
    bundle.set(name, new Uint8Array());
    const parts: Uint8Array[] = [];
    entry.ondata = (error, data, final) => {
      if (error !== null) throw error;
      bytes += data.length;
      if (bytes > limits.bytes) refuse(`the bundle unpacks to more than ${limits.bytes} bytes`);
      parts.push(data);
      if (final) bundle.set(name, Buffer.concat(parts));
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    // In small pieces, so that a bomb is noticed before it has gone off.
    for (let at = 0; at < archive.length; at += PIECE) {
      unzip.push(archive.subarray(at, at + PIECE), at + PIECE >= archive.length);
    }
  } catch (error) {
    if (error instanceof SuiteError) throw error;
    throw new SuiteError('the bundle is no sound zip: was it cut off?', { place: { file }, cause: error });
  }
  if (bundle.size === 0) refuse('the bundle is no zip, or is empty');
  return bundle;
};

const PIECE = 16 * 1024;
