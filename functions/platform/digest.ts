import { createHash, createHmac } from 'node:crypto';

/** SHA-256 of UTF-8 text or bytes, as 64 lower-case hexadecimal digits. */
export const sha256Hex = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** HMAC-SHA-256 of UTF-8 text under a hexadecimal key, as 64 lower-case hexadecimal digits. */
export const hmacSha256Hex = (keyInHex: string, content: string): string =>
  createHmac('sha256', Buffer.from(keyInHex, 'hex')).update(content).digest('hex');

/** The shard of `shards` that a name falls to: even, and the same for everybody. */
export const shardOf = (name: string, shards: number): number =>
  Number.parseInt(sha256Hex(name).slice(0, 8), 16) % shards;
