import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { ChallengeList } from '../challenges/challenge-list.tsx';
import { Banner } from '../design/banner.tsx';
import { Countdown } from '../design/countdown.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage, points, won } from '../i18n/formats.ts';
import { nextDeadline, phaseOf } from './phase.ts';
import { type Round, roundQuery } from './queries.ts';
import { Timeline } from './timeline.tsx';
import { FoldedRules } from './whole-rules.tsx';

const route = getRouteApi('/rounds/$roundId');

/** A round: where it stands, what comes when, its rules and its challenges. */
export const RoundPage = () => {
  const { t } = useTranslation('rounds');
  const { roundId } = route.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(useApi(), roundId));
  const phase = phaseOf(round);
  return (
    <Page title={inLanguage(round.name)} caption={t(`phase.${phase}`)}>
      <NextDeadline round={round} />
      <Changes round={round} />
      {round.noticeAt === null ? null : (
        <p className="lead">
          <Link to="/rounds/$roundId/results" params={{ roundId }}>
            {t('toResults')}
          </Link>
          {' · '}
          <Link to="/rounds/$roundId/figures" params={{ roundId }}>
            {t('toFigures')}
          </Link>
          {' · '}
          <Link to="/rounds/$roundId/verdicts" params={{ roundId }}>
            {t('toVerdicts')}
          </Link>
          {' · '}
          <Link to="/rounds/$roundId/lessons" params={{ roundId }}>
            {t('toLessons')}
          </Link>
        </p>
      )}
      <h2>{t('timeline')}</h2>
      <Timeline round={round} />
      <p>
        <Link to="/rounds/$roundId/evidence" params={{ roundId }}>
          {t('toEvidence')}
        </Link>
      </p>
      <h2>{t('challenges')}</h2>
      <ChallengeList roundsOf={() => [round]} due="any" isAcrossCalls={false} />
      <p>
        <Link to="/challenges">{t('allChallenges')}</Link>
      </p>
      <h2>{t('rules')}</h2>
      <Rules round={round} />
      <FoldedRules policy={round.policy} />
    </Page>
  );
};

const NextDeadline = ({ round }: { round: Round }) => {
  const { t } = useTranslation('rounds');
  const queries = useQueryClient();
  const { roundId } = round;
  const lookAgain = useCallback(() => {
    void queries.invalidateQueries({ queryKey: ['rounds', roundId] });
  }, [queries, roundId]);
  const deadline = nextDeadline(round);
  if (deadline === null) return null;
  return (
    <section className="card" aria-label={t('nextDeadline')}>
      <p>{t(`until.${deadline.name}`)}</p>
      <Countdown deadline={deadline.at} onPassed={lookAgain} />
      <p>
        <InstantText at={deadline.at} />
      </p>
      <p className="hint">{t('exact')}</p>
    </section>
  );
};

/** Deadlines that moved and decisions that were put off, the last first. */
const Changes = ({ round }: { round: Round }) => {
  const { t } = useTranslation('rounds');
  return (
    <>
      {round.movedDeadlines.toReversed().map((move) => (
        <Banner key={move.movedAt} kind="information" title={t(`moved.${move.name}`)} text={move.reason}>
          <p>
            <InstantText at={move.to} />
          </p>
          {move.basis === 'outage' ? (
            <p>
              <Link to="/rounds/$roundId/evidence" params={{ roundId: round.roundId }}>
                {t('toMeasured')}
              </Link>
            </p>
          ) : null}
        </Banner>
      ))}
      {round.decisionDelays.toReversed().map((delay) => (
        <Banner key={delay.announcedAt} kind="information" title={t('delayed')} text={delay.reason}>
          <p>
            <InstantText at={delay.to} />
          </p>
        </Banner>
      ))}
    </>
  );
};

const Rules = ({ round: { policy } }: { round: Round }) => {
  const { t } = useTranslation('rounds');
  const { scoring, panel, allocation } = policy;
  return (
    <Facts
      rows={[
        [t('rule.budget'), won(policy.budgetInWon)],
        [t('rule.maximumPrice'), won(policy.maximumPriceInWon)],
        [t('rule.passMark'), t('rule.points', { points: points(scoring.passMark) })],
        [t('rule.cutOff'), t('rule.cutOffText', { percent: scoring.cutOffPercent })],
        [t('rule.panel'), t('rule.panelText', { size: panel.size, quorum: panel.quorum })],
        [t('rule.employment'), t('rule.employmentText', { count: policy.employmentConflictInYears })],
        [t('rule.allocation'), t(`rule.policy.${allocation.policy}`)],
        [t('rule.perChallenge'), t('rule.perChallengeText', { count: allocation.maxFundedPerChallenge })],
        [
          t('rule.kept'),
          t('rule.keptText', { unbought: policy.contentsKeptInYears, bought: policy.boughtKeptInYears }),
        ],
      ]}
    />
  );
};
