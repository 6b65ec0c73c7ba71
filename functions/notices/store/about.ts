import * as v from 'valibot';
import { readChallenge } from '../../challenges/store.ts';
import { readOrganisation } from '../../organisations/store.ts';
import { accountKey } from '../../platform/identity.ts';
import type { Notice } from '../../platform/notice.ts';
import type { Language } from '../../platform/problem.ts';
import { type Table, toAttributes } from '../../platform/table.ts';
import type { AlongsideWrite } from '../../platform/commit.ts';
import { refuse } from '../../platform/refusal.ts';
import type { Round } from '../../rounds/rules.ts';
import { readRound } from '../../rounds/store.ts';
import { type About, defaultLanguage, languages } from '../rules.ts';

/** What a notice's ids stand for now, and the round that it belongs to. */
export const readAbout = async (
  table: Table,
  { facts, roundId }: Notice,
): Promise<Omit<About, 'portalOrigin'> & { readonly of: Round | null }> => {
  const [round, challenge, organisation] = await Promise.all([
    roundId === null ? null : readRound(table, roundId),
    'challengeId' in facts ? readChallenge(table, facts.challengeId) : null,
    'organisationId' in facts ? readOrganisation(table, facts.organisationId) : null,
  ]);
  return {
    of: round,
    round: round?.name ?? null,
    challenge: challenge?.title ?? null,
    organisation: organisation?.name ?? null,
    deadline: round?.deadlines.proposals ?? null,
  };
};

const preferences = v.object({ language: v.optional(v.picklist(languages), defaultLanguage) });

/** The language that a person is written to in. */
export const readLanguage = async (table: Table, accountId: string): Promise<Language> => {
  const row = await table.get(accountKey(accountId));
  return row === null ? defaultLanguage : v.parse(preferences, row).language;
};

/** Keeps a person's language beside the memberships and offers, which it makes where there are none yet. */
export const languageWrite = (accountId: string, language: Language): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes(accountKey(accountId)),
      UpdateExpression:
        'SET #language = :language, #memberships = if_not_exists(#memberships, :none), #offers = if_not_exists(#offers, :none)',
      ExpressionAttributeNames: {
        '#language': 'language',
        '#memberships': 'memberships',
        '#offers': 'offers',
      },
      ExpressionAttributeValues: toAttributes({ ':language': language, ':none': {} }),
    },
  },
  refusal: () => refuse('busy'),
});
