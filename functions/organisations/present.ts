import type { Organisation } from './rules.ts';
import type { Recovery } from './rules/recovery.ts';

/** An organisation as the API answers it; who claimed it stays inside. */
export const presentOrganisation = (organisation: Organisation, version: number) => ({
  organisationId: organisation.organisationId,
  state: organisation.state,
  kind: organisation.kind,
  name: organisation.name,
  businessNumber: organisation.businessNumber,
  isSmallOrMedium: organisation.isSmallOrMedium,
  claimedAt: organisation.claimedAt,
  members: organisation.members,
  offers: organisation.offers,
  names: organisation.names,
  deputies: organisation.deputies,
  invitations: organisation.invitations,
  evidence: organisation.evidence,
  refusedBecause: organisation.refusedBecause,
  version,
});

/** A recovery as the API answers it; who claimed and who prepared it stays inside. */
export const presentRecovery = (recovery: Recovery, version: number) => ({
  recoveryId: recovery.recoveryId,
  state: recovery.state,
  organisationId: recovery.organisationId,
  claim: recovery.claim,
  claimedAt: recovery.claimedAt,
  members: recovery.prepared?.members ?? null,
  evidence: recovery.prepared?.evidence ?? null,
  refusedBecause: recovery.refusedBecause,
  version,
});
