export * from './create-peer.ts';
export * from './frames.ts';
export * from './link.ts';
export * from './memory-link.ts';
export * from './peer.ts';
export * from './schemas.ts';
export * from './ws-link.ts';
