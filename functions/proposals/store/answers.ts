import type { AlongsideWrite } from '../../platform/commit.ts';
import { refuse } from '../../platform/refusal.ts';
import { type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { refuseProposal } from '../refusals.ts';
import type { Proposal } from '../rules.ts';

/** The one answer of an organisation to a challenge: a row of its own for each, which no other organisation writes. */
const answerKey = (organisationId: string, challengeId: string): TableKey => ({
  pk: `ORGANISATION#${organisationId}`,
  sk: `ANSWER#${challengeId}`,
});

type Answering = Pick<Proposal, 'challengeId' | 'proposalId' | 'oneAnswerOnly'>;

/**
 * Makes a proposal the one answer of an organisation, which leads it or takes part in it (DOMAIN.md, invariant 4);
 * refused while it stands in another one. Nothing is written where the call allows several.
 */
export const takeAnswer = (
  { challengeId, proposalId, oneAnswerOnly }: Answering,
  organisationId: string,
): readonly AlongsideWrite[] =>
  oneAnswerOnly
    ? [
        {
          write: {
            Put: {
              TableName: undefined,
              Item: toAttributes({ ...answerKey(organisationId, challengeId), proposalId }),
              ConditionExpression: 'attribute_not_exists(#proposalId) OR #proposalId = :proposalId',
              ExpressionAttributeNames: { '#proposalId': 'proposalId' },
              ExpressionAttributeValues: toAttributes({ ':proposalId': proposalId }),
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          refusal: (present) =>
            refuseProposal('answers-elsewhere', { challengeId, proposalId: present?.['proposalId'] }),
        },
      ]
    : [];

/** Frees an organisation for another answer to the challenge. */
export const freeAnswer = (
  { challengeId, proposalId, oneAnswerOnly }: Answering,
  organisationId: string,
): readonly AlongsideWrite[] =>
  oneAnswerOnly
    ? [
        {
          write: {
            Update: {
              TableName: undefined,
              Key: toAttributes(answerKey(organisationId, challengeId)),
              ConditionExpression: 'attribute_not_exists(#proposalId) OR #proposalId = :proposalId',
              UpdateExpression: 'REMOVE #proposalId',
              ExpressionAttributeNames: { '#proposalId': 'proposalId' },
              ExpressionAttributeValues: toAttributes({ ':proposalId': proposalId }),
            },
          },
          refusal: () => refuse('changed-meanwhile'),
        },
      ]
    : [];

/** The proposal that is an organisation's answer to a challenge, or null. */
export const readAnswer = async (
  table: Table,
  organisationId: string,
  challengeId: string,
): Promise<string | null> => {
  const answered = (await table.get(answerKey(organisationId, challengeId)))?.['proposalId'];
  return typeof answered === 'string' ? answered : null;
};
