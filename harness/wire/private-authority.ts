import type { webcrypto } from 'node:crypto';
import type { X509Certificate } from '@peculiar/x509';
import { provideReflectMetadata } from './reflect-metadata.ts';
import type { Identity } from './tls.ts';
import type { Instant } from '../time/index.ts';

/** A certificate authority that exists for one night. */
export interface PrivateAuthority {
  /** Its root certificate, PEM. */
  readonly ca: string;
  issue(what: CertificateWish): Promise<Identity>;
}

export interface CertificateWish {
  readonly commonName: string;
  /** O; station certificates carry the operator's name. */
  readonly organization?: string;
  /** Names and addresses in numbers that it is for; none: it is for no host (a station's). */
  readonly hosts?: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 86_400_000;

// Read on first use: nights without TLS start faster without it.
const x509 = () => {
  provideReflectMetadata();
  return import('@peculiar/x509');
};

const pemOfKey = async (key: webcrypto.CryptoKey): Promise<string> => {
  const { PemConverter } = await x509();
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
};

const quoted = (text: string): string => text.replace(/[",+=<>#;\\]/g, String.raw`\$&`);

/** Keys are made on the spot and never leave the process. @param now for the validity of the root. */
export const privateAuthority = async (name: string, now: Instant): Promise<PrivateAuthority> => {
  const { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } =
    await x509();
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const root = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${quoted(name)}`,
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + 30 * DAY),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return issuing(root, keys.privateKey, ALGORITHM);
};

/** An authority that exists already, such as the test authority of a bench. @throws Error when key or certificate are none. */
export const authorityOf = async ({ cert, key }: Identity): Promise<PrivateAuthority> => {
  const { X509Certificate } = await x509();
  const { createPrivateKey } = await import('node:crypto');
  const own = createPrivateKey(key);
  const curve = own.asymmetricKeyDetails?.namedCurve;
  const algorithm =
    own.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', hash: 'SHA-256', namedCurve: CURVES[curve ?? ''] ?? 'P-256' };
  const der = own.export({ type: 'pkcs8', format: 'der' });
  const signing = await crypto.subtle.importKey('pkcs8', new Uint8Array(der), algorithm, false, ['sign']);
  return issuing(new X509Certificate(cert), signing, algorithm);
};

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

const issuing = async (
  root: X509Certificate,
  signingKey: webcrypto.CryptoKey,
  signingAlgorithm: { readonly name: string; readonly hash: string },
): Promise<PrivateAuthority> => {
  const {
    BasicConstraintsExtension,
    ExtendedKeyUsage,
    ExtendedKeyUsageExtension,
    SubjectAlternativeNameExtension,
    X509CertificateGenerator,
  } = await x509();
  return {
    ca: root.toString('pem'),
    async issue({ commonName, organization, hosts = [], from, to }) {
      const own = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
      const subject = `CN=${quoted(commonName)}${organization === undefined ? '' : `,O=${quoted(organization)}`}`;
      const certificate = await X509CertificateGenerator.create({
        subject,
        issuer: root.subject,
        notBefore: new Date(from),
        notAfter: new Date(to),
        signingAlgorithm,
        publicKey: own.publicKey,
        signingKey,
        extensions: [
          new BasicConstraintsExtension(false),
          new ExtendedKeyUsageExtension([
            hosts.length > 0 ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth,
          ]),
          ...(hosts.length === 0
            ? []
            : [
                new SubjectAlternativeNameExtension(
                  hosts.map((value) => ({ type: /^[\d.]+$/.test(value) ? 'ip' : 'dns', value })),
                ),
              ]),
        ],
      });
      return { cert: certificate.toString('pem'), key: await pemOfKey(own.privateKey) };
    },
  };
};
