import { describePinned } from '../attachments/rules.ts';
import type { Stored } from '../platform/change.ts';
import type { Objection } from './rules.ts';

/** An objection as the API answers it. */
export const presentObjection = (objection: Objection, version: number) => ({
  roundId: objection.roundId,
  challengeId: objection.challengeId,
  proposalId: objection.proposalId,
  supplierId: objection.supplierId,
  state: objection.state,
  text: objection.text,
  documents: describePinned(objection.documents),
  filedAt: objection.filedAt,
  decisionDeadline: objection.decisionDeadline,
  decision: objection.decision && { reasons: objection.decision.reasons, at: objection.decision.at },
  version,
});

/** The same of a stored one. */
export const presentStored = (objection: Stored<Objection>) =>
  presentObjection(objection, objection.bookkeeping.version);
