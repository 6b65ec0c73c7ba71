import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { challengesQuery } from '../challenges/queries.ts';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage, number, won } from '../i18n/formats.ts';
import { verdictsQuery } from '../first-use/queries.ts';
import { listQuery, type Round, roundQuery } from '../rounds/queries.ts';
import { useProposalTitles } from '../rounds/use-proposal-titles.ts';
import { Bought, BoughtAgain } from './bought.tsx';
import { Fields } from './fields.tsx';
import { Findings } from './findings.tsx';
import { NextBudget } from './next-budget.tsx';
import { type Lessons, lessonsQuery } from './queries.ts';
import type { Naming } from './solution.tsx';
import { Terminated } from './terminated.tsx';
import { Unmet } from './unmet.tsx';
import { RoundLink } from '../rounds/round-link.tsx';

const route = getRouteApi('/rounds/$roundId/lessons');

/** What a round says for the plan and the budget of the next. */
export const LessonsPage = () => {
  const { t } = useTranslation('lessons');
  const { roundId } = route.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(useApi(), roundId));
  return (
    <Page title={t('title')} caption={<RoundLink round={round} />}>
      {round.noticeAt === null ? <p>{t('none')}</p> : <AllLessons round={round} />}
    </Page>
  );
};

const AllLessons = ({ round }: { round: Round }) => {
  const { t } = useTranslation('lessons');
  const api = useApi();
  const { roundId } = round;
  const { data: lessons } = useSuspenseQuery(lessonsQuery(api, roundId));
  const { data: verdicts } = useSuspenseQuery(verdictsQuery(api, roundId));
  const { data: challenges } = useSuspenseQuery(challengesQuery(api, roundId));
  const { data: list } = useSuspenseQuery(listQuery(api, roundId));
  const passed = list.list.filter(({ outcome }) => outcome !== 'REJECTED');
  const titleOf = useProposalTitles(
    roundId,
    passed.map(({ proposalId }) => proposalId),
  );
  const naming: Naming = {
    solution: titleOf,
    challenge: (challengeId) => {
      const found = challenges.find((challenge) => challenge.challengeId === challengeId);
      return found === undefined ? t('unnamedChallenge') : inLanguage(found.title);
    },
  };
  return (
    <>
      <p>{t('lead')}</p>
      <InBrief lessons={lessons} roundId={roundId} />
      <Bought lessons={lessons} naming={naming} />
      <Findings verdicts={verdicts} naming={naming} roundId={roundId} />
      <BoughtAgain lessons={lessons} naming={naming} />
      <Fields lessons={lessons} challenges={challenges} />
      <Unmet lessons={lessons} list={list} challenges={challenges} policy={round.policy} />
      <Terminated lessons={lessons} naming={naming} />
      <NextBudget roundId={roundId} naming={naming} />
    </>
  );
};

const InBrief = ({ lessons, roundId }: { lessons: Lessons; roundId: string }) => {
  const { t } = useTranslation('lessons');
  const { verdicts, targets, repurchases } = lessons;
  return (
    <section aria-labelledby="in-brief">
      <h2 id="in-brief">{t('brief.title')}</h2>
      <Facts
        rows={[
          [
            t('brief.verdicts'),
            t('brief.verdictsText', {
              success: verdicts.SUCCESS,
              failure: verdicts.FAILURE,
              inconclusive: verdicts.INCONCLUSIVE,
            }),
          ],
          [t('brief.inUse'), number(lessons.inUse)],
          [
            t('brief.targets'),
            t('brief.targetsText', {
              met: targets.met,
              missed: targets.missed,
              unmeasured: targets.unmeasured,
            }),
          ],
          [
            t('brief.repurchases'),
            t('brief.repurchasesText', { count: repurchases.count, amount: won(repurchases.amountInWon) }),
          ],
          [t('brief.sales'), won(lessons.salesInWon)],
          [t('brief.people'), number(lessons.peopleServed)],
        ]}
      />
      <p>
        <Link to="/rounds/$roundId/verdicts" params={{ roundId }}>
          {t('toVerdicts')}
        </Link>
      </p>
    </section>
  );
};
