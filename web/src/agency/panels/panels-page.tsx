import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { Banner } from '../../design/banner.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { PastText } from '../../design/instant.tsx';
import { phaseOf } from '../../rounds/phase.ts';
import { useAgent } from '../agent.ts';
import { OrganisationName } from '../organisation-name.tsx';
import {
  evaluationStandingQuery,
  type Evaluator,
  type Panel,
  panelsQuery,
  poolQuery,
  type Preparation,
  preparationQuery,
} from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { DrawPanels } from './draw-panels.tsx';
import { FreshPanels } from './fresh-panels.tsx';
import { ListEvaluator } from './list-evaluator.tsx';
import { Meetings } from './meetings.tsx';
import { poolShortage } from './pool-reach.ts';
import { Seats } from './seats.tsx';
import { Supplement } from './supplement.tsx';

const route = getRouteApi('/agency/rounds/$roundId/panels');

/** The pool of a round, the draw of its panels, and who of them scores, by pseudonyms and without any score. */
export const PanelsPage = () => {
  const { t } = useTranslation('panels');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('title')} roles={['staff', 'auditor']}>
      <Panels roundId={roundId} />
    </RoundRoom>
  );
};

const Panels = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('panels');
  const agent = useAgent();
  const api = useApi();
  const { data: round } = useSuspenseQuery(preparationQuery(api, roundId));
  const { data: panels } = useSuspenseQuery(panelsQuery(api, roundId));
  const isStaff = agent.may('staff');
  return (
    <>
      <h2>{t('panels')}</h2>
      <p>{t('rule', { size: round.policy.panel.size, quorum: round.policy.panel.quorum })}</p>
      {panels.length === 0 ? <p>{t('none')}</p> : null}
      {panels.map((panel) => (
        <PanelOf key={panel.challengeId} panel={panel} round={round} />
      ))}
      {afterNotice.includes(phaseOf(round)) ? <FreshPanels round={round} /> : null}
      {isStaff && phaseOf(round) === 'SCREENING' && round.drawSecretSha256 !== null ? (
        <DrawPanels roundId={roundId} drawSecretSha256={round.drawSecretSha256} isAgain={panels.length > 0} />
      ) : null}
      <h2>{t('pool')}</h2>
      {isStaff && panels.length === 0 ? <Shortage round={round} /> : null}
      <Pool roundId={roundId} />
      {isStaff && panels.length === 0 ? <ListEvaluator roundId={roundId} /> : null}
      {panels.length === 0 ? null : (
        <Supplement roundId={roundId} mayPropose={scoringPhases.includes(phaseOf(round))} />
      )}
    </>
  );
};

/** The phases in which a panel may meet or have met. */
const metPhases: readonly string[] = [
  'EVALUATION',
  'DECISION',
  'NOTICE',
  'PURCHASE',
  'FIRST_USE',
  'COMPLETED',
];

/** The phases in which a panel may lack somebody yet. */
const scoringPhases: readonly string[] = ['SCREENING', 'EVALUATION', 'DECISION', 'NOTICE', 'PURCHASE'];

const afterNotice: readonly string[] = ['NOTICE', 'PURCHASE', 'FIRST_USE', 'COMPLETED'];

/** A panel with what its quorum lacks. */
const PanelOf = ({ panel, round }: { panel: Panel; round: Preparation }) => {
  const { t } = useTranslation('panels');
  const titleOf = useChallengeTitles(round.roundId);
  const { size, quorum } = round.policy.panel;
  const { seats, reserve } = panel;
  const clear = seats.filter(({ standing }) => standing === 'CLEAR').length;
  const awaited = seats.filter(({ standing }) => standing === 'ASSIGNED').length;
  const isOutOfReach = clear + awaited + reserve.length < quorum;
  return (
    <section className="card" aria-labelledby={`panel-${panel.challengeId}`}>
      <h3 id={`panel-${panel.challengeId}`}>{titleOf(panel.challengeId)}</h3>
      <p aria-live="polite">{t('standing', { clear, awaited, quorum, reserve: reserve.length })}</p>
      {round.openedAt === null ? null : <Progress roundId={round.roundId} challengeId={panel.challengeId} />}
      {isOutOfReach ? <Banner kind="warning" text={t('outOfReach')} /> : null}
      <details open={awaited > 0 || isOutOfReach}>
        <summary>{t('membersOf', { count: seats.length })}</summary>
        <Seats seats={seats} size={size} />
      </details>
      {metPhases.includes(phaseOf(round)) ? (
        <Meetings
          challengeId={panel.challengeId}
          mayOpen={round.policy.panelMeetings && phaseOf(round) === 'EVALUATION'}
        />
      ) : null}
    </section>
  );
};

const HistoryText = ({ history }: Pick<Evaluator, 'history'>) => {
  const { t } = useTranslation('panels');
  const { rounds, panels, recusals, lastSatAt } = history;
  if (lastSatAt === null && recusals === 0) return t('neverSat');
  return (
    <>
      {lastSatAt === null ? null : (
        <>
          {t('satOn', {
            panels: t('satPanels', { count: panels }),
            rounds: t('satRounds', { count: rounds }),
          })}
          {', '}
          {t('lastSat')} <PastText at={lastSatAt} />
          <br />
        </>
      )}
      {t('recusals', { count: recusals })}
    </>
  );
};

const UndertakingText = ({ undertaking }: Pick<Evaluator, 'undertaking'>) => {
  const { t } = useTranslation('panels');
  if (undertaking.state === 'HIDDEN') return t('undertakingHidden');
  if (undertaking.state === 'MISSING') return t('undertakingMissing');
  const { version, sha256, givenAt } = undertaking;
  return (
    <>
      {t('undertakingGiven', { version })} <code>{sha256.slice(0, 8)}</code>{' '}
      {givenAt === null ? null : <PastText at={givenAt} />}
    </>
  );
};

/** How many of the panel's scorecards are locked, never whose points. */
const Progress = ({ roundId, challengeId }: { roundId: string; challengeId: string }) => {
  const { t } = useTranslation('panels');
  const { data: standing } = useQuery(evaluationStandingQuery(useApi(), roundId));
  const own = standing?.proposals.filter((proposal) => proposal.challengeId === challengeId) ?? [];
  if (own.length === 0) return null;
  const [locked, count] = own.reduce(
    ([sum, all], { lockedScorecards, activeMembers }) => [sum + lockedScorecards, all + activeMembers],
    [0, 0],
  );
  return <p>{t('progress', { locked, count })}</p>;
};

/** Says while the pool can still grow that it is too small, since nobody can be listed once panels are drawn. */
const Shortage = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('panels');
  const { data: evaluators } = useSuspenseQuery(poolQuery(useApi(), round.roundId));
  const shortage = poolShortage(evaluators, round.policy.panel);
  if (shortage === null) return null;
  const { reach, needed } = shortage;
  return <Banner kind="warning" text={t(`shortage.${shortage.for}`, { reach, needed })} />;
};

const Pool = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('panels');
  const { data: evaluators } = useSuspenseQuery(poolQuery(useApi(), roundId));
  return (
    <DataTable
      caption={t('poolOf', { count: evaluators.length })}
      empty={t('noPool')}
      rows={evaluators}
      keyOf={({ accountId }) => accountId}
      columns={[
        {
          title: t('name'),
          isName: true,
          cell: ({ name, accountId }) => name ?? t('unnamed', { number: accountId.slice(0, 8) }),
        },
        { title: t('expertise'), cell: ({ expertise }) => expertise },
        {
          title: t('organisationId'),
          cell: ({ organisationId }) => (
            <>
              <OrganisationName organisationId={organisationId} /> <code>{organisationId.slice(0, 8)}</code>
            </>
          ),
        },
        { title: t('history'), cell: ({ history }) => <HistoryText history={history} /> },
        { title: t('undertaking'), cell: ({ undertaking }) => <UndertakingText undertaking={undertaking} /> },
        { title: t('listedAt'), cell: ({ listedAt }) => <PastText at={listedAt} /> },
      ]}
    />
  );
};
