import type { Notice, NoticeAudience } from '../platform/notice.ts';
import type { DeadlineMove, Round } from './rules.ts';

/** Tells everybody whom a moved deadline concerns. */
export const moveNotice = ({ roundId }: Round, { name, from, to }: DeadlineMove): Notice => ({
  noticeId: `deadline-moved/${roundId}/${name}/${to}`,
  kind: 'deadline-moved',
  audience: audienceOf[name](roundId),
  roundId,
  proposalId: null,
  facts: { which: name, previous: from, deadline: to },
});

/** Whom a deadline concerns: who proposes, who answers, who scores. */
const audienceOf: Readonly<Record<DeadlineMove['name'], (roundId: string) => NoticeAudience>> = {
  challengeCall: (roundId) => ({ kind: 'round-proposers', roundId }),
  proposals: (roundId) => ({ kind: 'round-holders', roundId }),
  evaluation: (roundId) => ({ kind: 'round-evaluators', roundId }),
};
