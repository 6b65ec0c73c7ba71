import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The SHA-256 of a draw's secret as the call publishes it: lower-case hex over its UTF-8. */
export const drawSecretHash = (secret: string): string => bytesToHex(sha256(utf8ToBytes(secret)));
