import type { Notice } from '../platform/notice.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Table } from '../platform/table.ts';
import { sentencesIn } from './rules.ts';
import { listNotices } from './schema.ts';
import { pageOfInbox, readAbout, readLanguage } from './store.ts';

/** A person's own notices. What they tell of is named as it is now, as in a mail that is sent late. */
export const createListNotices = ({ table }: { readonly table: Table }): Implementation =>
  implement(listNotices, async ({ account: { accountId }, query }) => {
    const [page, language] = await Promise.all([
      pageOfInbox(table, accountId, query.cursor ?? null),
      readLanguage(table, accountId),
    ]);
    const aboutOf = readingOnce(table);
    const rows = await Promise.all(
      page.rows.map(async ({ deliveryId, notice, recordedAt }) => ({
        deliveryId,
        kind: notice.kind,
        roundId: notice.roundId,
        challengeId: challengeIdOf(notice),
        proposalId: notice.proposalId,
        recordedAt,
        ...sentencesIn(notice, await aboutOf(notice), language),
      })),
    );
    return answer(200, { rows, cursor: page.cursor, language });
  });

const challengeIdOf = ({ facts }: Notice): string | null =>
  'challengeId' in facts ? facts.challengeId : null;

/** Many notices of a page are about the same things. */
const readingOnce = (table: Table) => {
  const read = new Map<string, ReturnType<typeof readAbout>>();
  return (notice: Notice): ReturnType<typeof readAbout> => {
    const { facts, roundId } = notice;
    const key = JSON.stringify([
      roundId,
      challengeIdOf(notice),
      'organisationId' in facts ? facts.organisationId : null,
    ]);
    const found = read.get(key) ?? readAbout(table, notice);
    read.set(key, found);
    return found;
  };
};
