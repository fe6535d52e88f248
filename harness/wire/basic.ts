import type { IncomingMessage } from 'node:http';

/** What HTTP Basic authentication carries (security profiles 1 and 2). */
export interface Basic {
  readonly user: string;
  readonly password: string;
}

/** The header of a request. A password may hold colons, a user name (the identity) may not (`ocpp201:A00.FR.204`). */
export const basicHeader = ({ user, password }: Basic): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Undefined when nothing readable was sent; bounded, since anybody can send it. */
export const basicOf = (request: Pick<IncomingMessage, 'headers'>): Basic | undefined => {
  const found = /^Basic ([A-Za-z0-9+/=]{1,1024})$/i.exec(request.headers.authorization ?? '');
  if (found?.[1] === undefined) return undefined;
  const [user = '', ...rest] = Buffer.from(found[1], 'base64').toString('utf8').split(':');
  return { user, password: rest.join(':') };
};
