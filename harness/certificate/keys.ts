import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { SuiteError } from '../errors.ts';

export interface KeyPair {
  /** PKCS #8 PEM. */
  readonly privatePem: string;
  /** SPKI PEM. */
  readonly publicPem: string;
  readonly id: string;
}

/** SHA-256 of the public key's SPKI DER, in hex: what a certificate names its signer by. */
export const keyId = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** A new Ed25519 key pair. */
export const newKeyPair = (): KeyPair => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    id: keyId(publicKey),
  };
};

const read = (make: () => KeyObject, file: string, what: string): KeyObject => {
  let key: KeyObject;
  try {
    key = make();
  } catch (error) {
    throw new SuiteError(`this is no ${what} key in PEM`, { place: { file }, cause: error });
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new SuiteError(`expected an Ed25519 key, this is ${key.asymmetricKeyType ?? 'of no kind'}`, {
      place: { file },
      hint: '"offpeak keygen" makes one',
    });
  return key;
};

/** @throws SuiteError when it is no Ed25519 private key. */
export const readPrivateKey = (pem: string, file: string): KeyObject =>
  read(() => createPrivateKey(pem), file, 'private');

/** @throws SuiteError when it is no Ed25519 public key, also when it is the private one. */
export const readPublicKey = (pem: string, file: string): KeyObject => {
  if (pem.includes('PRIVATE KEY'))
    throw new SuiteError('this is a private key: only its owner should have it', {
      place: { file },
      hint: 'verify with the .pub.pem that belongs to it',
    });
  return read(() => createPublicKey(pem), file, 'public');
};
