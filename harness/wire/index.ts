export * from './link.ts';
export * from './peer.ts';
