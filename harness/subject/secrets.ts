import type { Field } from './yaml-fields.ts';

// Not "token" alone: in this field that is what a driver holds to the reader.
const SECRET_NAME =
  /(^|[^a-z])(pass(word|wd|phrase)?|pwd|secrets?|credentials?|authorization|(api|auth|access|bearer|refresh|session)[- ]?token|(api|auth|access|private|encryption|signing)[- ]?key)($|[^a-z])/i;
const SECRET_TEXTS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // user:password@ in a URL
  /[a-z][a-z0-9+.-]*:\/\/[^\s/@:]+:[^\s/@{]+@/i,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/,
  /\b(gh[pousr]_\w{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,}|sk_live_\w{10,})/,
  /\b(pass(word|wd)?|secret|api[-_]?key)=[^\s&{]+/i,
];

/** camelCase and snake_case alike as words apart. */
const words = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ');

/** Whether a text stands where a secret stands, or looks like one. */
export const looksSecret = (name: string, text: string): boolean =>
  (text !== '' && SECRET_NAME.test(words(name))) || SECRET_TEXTS.some((pattern) => pattern.test(text));

/** @throws SuiteError where a subject file has a secret in it: those come from the environment. */
export const refuseSecret = (name: string, field: Field): void => {
  if (looksSecret(name, field.text()))
    field.refuse(
      'looks like a secret, and secrets are not written down',
      'write { env: NAME } and set NAME in the environment; in a container also { fresh: NAME }, a new one for every night',
    );
};

/** Takes secrets out of what a subject prints. Short ones would tear up every text, and protect nothing. */
export const withoutValues =
  (secrets: readonly string[]): ((text: string) => string) =>
  (text) =>
    secrets
      .filter((secret) => secret.length >= 4)
      .reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text);
