import type { Challenge } from '../challenges/rules.ts';
import type { Organisation } from '../organisations/rules.ts';
import type { Round } from '../rounds/rules.ts';
import type { Circumstances } from './rules.ts';

/** What the checklist is told, gathered from challenge, round and supplier. */
export const circumstancesOf = (
  challenge: Challenge,
  round: Round,
  supplier: Organisation,
): Circumstances => ({
  priceCeilingInWon: challenge.priceCeilingInWon,
  maximumPriceInWon: round.policy.maximumPriceInWon,
  decisionPromisedAt: round.decisionPromisedAt,
  smallOrMediumOnly: round.policy.smallOrMediumOnly,
  supplierIsSmallOrMedium: supplier.isSmallOrMedium,
});
