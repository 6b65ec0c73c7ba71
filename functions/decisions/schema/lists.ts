import * as v from 'valibot';
import { won } from '../../platform/schemas.ts';
import {
  POLICIES,
  type PriorityList,
  RESERVE_REASONS,
  RULE_VERSION,
  type ScoreSheet,
} from '../rules/score-sheet.ts';

const listed = {
  rank: v.number(),
  proposalId: v.string(),
  challengeId: v.string(),
  total: v.nullable(v.number()),
  dimensions: v.record(v.string(), v.nullable(v.number())),
  keptScorecards: v.number(),
  priceInWon: won,
};

/** A row of the priority list. */
export const priorityRowSchema = v.variant('outcome', [
  v.object({ ...listed, outcome: v.literal('FUNDED'), reason: v.null() }),
  v.object({
    ...listed,
    outcome: v.literal('RESERVE'),
    reason: v.picklist(RESERVE_REASONS),
  }),
  v.object({
    ...listed,
    outcome: v.literal('REJECTED'),
    reason: v.picklist(['gate-failed', 'not-evaluated', 'below-pass-mark', 'below-cut-off']),
  }),
]);

/** The priority list of a round. */
export const priorityListSchema = v.object({
  ruleVersion: v.literal(RULE_VERSION),
  policy: v.picklist(POLICIES),
  budgetInWon: won,
  committedInWon: won,
  list: v.array(priorityRowSchema),
}) satisfies v.GenericSchema<unknown, PriorityList>;

/** The score sheet of a round: what the list is a function of. */
export const scoreSheetSchema = v.object({
  ruleVersion: v.literal(RULE_VERSION),
  budgetInWon: won,
  policy: v.picklist(POLICIES),
  maxFundedPerChallenge: v.number(),
  drawSeed: v.string(),
  passMark: v.number(),
  cutOffPercent: v.number(),
  trimFrom: v.number(),
  tieBreak: v.array(v.string()),
  dimensions: v.array(
    v.object({
      name: v.string(),
      criteria: v.array(v.object({ name: v.string(), maximum: v.number() })),
    }),
  ),
  proposals: v.array(
    v.object({
      proposalId: v.string(),
      challengeId: v.string(),
      priceInWon: won,
      gatesPassed: v.boolean(),
    }),
  ),
  scorecards: v.array(
    v.object({
      proposalId: v.string(),
      evaluatorId: v.string(),
      points: v.record(v.string(), v.number()),
    }),
  ),
}) satisfies v.GenericSchema<unknown, ScoreSheet>;
