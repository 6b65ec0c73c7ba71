import { inflateSync } from 'node:zlib';
import { type Finding, finding } from '../rules.ts';
import { type Allowance, isTooLarge } from './allowance.ts';

/** How a stream is packed. */
export type Dictionary = {
  /** The one filter, or null where it is a list, elsewhere, or none. */
  readonly filter: string | null;
  readonly hasFilter: boolean;
  readonly hasParameters: boolean;
};

/** More objects than this a stream holds in no document. */
const largestInBytes = 64 * 1024 ** 2;

/**
 * The objects of a stream, unpacked. Programs pack them by Flate alone or not at all; what is packed otherwise would be
 * read by others and not by this check, and is refused.
 */
export const unpackObjects = (
  packed: Buffer,
  { filter, hasFilter, hasParameters }: Dictionary,
  allowance: Allowance,
): Buffer | Finding => {
  if (!hasFilter) return packed;
  if (filter !== 'FlateDecode' || hasParameters) return finding('hidden-content', '/ObjStm');
  try {
    const objects = inflateSync(packed, {
      maxOutputLength: Math.max(1, Math.min(largestInBytes, allowance.bytesLeft)),
    });
    allowance.bytesLeft -= objects.length;
    return objects;
  } catch (error) {
    return isTooLarge(error) ? finding('archive-too-large', '/ObjStm') : finding('unreadable', '/ObjStm');
  }
};
