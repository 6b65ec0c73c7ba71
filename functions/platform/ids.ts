import { randomBytes, randomUUID } from 'node:crypto';

/** A new identifier that nobody can guess or derive an order from. */
export const newId = (): string => randomUUID();

/** 256 random bits as hexadecimal digits: salts, nonces, commitment secrets. */
export const newSecret = (): string => randomBytes(32).toString('hex');
