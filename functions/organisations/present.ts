import type { Organisation } from './rules.ts';

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
  evidence: organisation.evidence,
  version,
});
