import { createHash } from 'node:crypto';
import { attachmentsFor } from './files.ts';
import { versionsOf } from './proposals.ts';
import { outlierAnswerFor, scorecardFor } from './scores.ts';
import type { Dataset } from './types.ts';
import { verdictFor } from './verdicts.ts';

/**
 * SHA-256 in hexadecimal over everything that the data set gives out: rows, a scorecard and an outlier's answer for
 * every pair, verdicts, and the bytes of every file. Two runs that differ anywhere differ in it.
 */
export const fingerprintOf = (dataset: Dataset): string => {
  const hash = createHash('sha256').update(JSON.stringify(dataset));
  for (const proposal of dataset.proposals) {
    for (const { key } of dataset.evaluators) {
      hash.update(JSON.stringify([scorecardFor(proposal.key, key), outlierAnswerFor(proposal.key, key)]));
    }
    hash.update(JSON.stringify([0, 1, 2, 3, 4].map((place) => verdictFor(proposal.challengeKey, place))));
    for (const version of [1, 2] as const) {
      if (version > versionsOf(proposal)) continue;
      for (const { fileName, contentType, bytes } of attachmentsFor(proposal.key, version)) {
        hash.update(JSON.stringify([fileName, contentType, bytes.length])).update(bytes);
      }
    }
  }
  return hash.digest('hex');
};
