import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireMembership } from '../account/require-membership.tsx';
import { useApi } from '../app/services.tsx';
import { Countdown } from '../design/countdown.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { Tag } from '../design/tag.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { CardStateTag } from './card-state.tsx';
import { Declaration } from './declaration.tsx';
import { LateConflict } from './late-conflict.tsx';
import {
  type Assignment,
  evaluationsQuery,
  isFreshlyOver,
  isScoring,
  mayFindConflict,
  scoringDeadline,
} from './queries.ts';
import { GivenUndertaking } from './undertaking.tsx';
import './evaluations.css';

/** What an evaluator has to do: declare, score, and answer where a scorecard stands apart; and by when. */
export const EvaluationsPage = () => {
  const { t } = useTranslation('evaluations');
  return (
    <Page title={t('title')}>
      <RequireMembership kind="INSTITUTE" roles={['evaluator']}>
        {() => <Assignments />}
      </RequireMembership>
    </Page>
  );
};

/** How many things of a panel wait for its member. */
const tasksOf = (assignment: Assignment): number => {
  if (assignment.standing === 'ASSIGNED') return isFreshlyOver(assignment) ? 0 : 1;
  if (!isScoring(assignment)) return 0;
  return assignment.proposals.filter(
    ({ state, scorecard }) =>
      state === 'ELIGIBLE' && (scorecard === null || ['DRAFT', 'OUTLIER_FLAGGED'].includes(scorecard.state)),
  ).length;
};

const Assignments = () => {
  const { t } = useTranslation('evaluations');
  const { data: assignments } = useSuspenseQuery(evaluationsQuery(useApi()));
  if (assignments.length === 0) return <p className="lead">{t('none')}</p>;
  const waiting = assignments.filter((assignment) => tasksOf(assignment) > 0);
  const others = assignments.filter((assignment) => tasksOf(assignment) === 0);
  return (
    <>
      <h2>{t('toDo')}</h2>
      {waiting.length === 0 ? <p>{t('nothingToDo')}</p> : <Panels assignments={waiting} />}
      {others.length === 0 ? null : (
        <>
          <h2>{t('others')}</h2>
          <Panels assignments={others} />
        </>
      )}
    </>
  );
};

const Panels = ({ assignments }: { assignments: readonly Assignment[] }) =>
  assignments.map((assignment) => (
    <Panel key={assignment.freshFor ?? assignment.challengeId} assignment={assignment} />
  ));

const standings = { ASSIGNED: 'warning', CLEAR: 'active', RECUSED: 'neutral' } as const;

const Panel = ({ assignment }: { assignment: Assignment }) => {
  const { t } = useTranslation('evaluations');
  const { challengeId, challengeTitle, freshFor, phase, proposals, standing, undertaking } = assignment;
  const count = tasksOf(assignment);
  const deadline = scoringDeadline(assignment);
  return (
    <section className="card panel-card">
      <h3>
        <Link to="/challenges/$challengeId" params={{ challengeId }}>
          {inLanguage(challengeTitle)}
        </Link>
      </h3>
      <p>
        <Tag kind={standings[standing]}>{t(`standing.${standing}`)}</Tag>
      </p>
      {freshFor === null ? null : <p>{t('fresh')}</p>}
      {deadline === null ? null : (
        <>
          <p>
            {t('deadline')} <InstantText at={deadline} />
          </p>
          {count > 0 ? <Countdown deadline={deadline} /> : null}
        </>
      )}
      {standing === 'RECUSED' ? <p>{t('recused')}</p> : null}
      {isFreshlyOver(assignment) ? <p>{t('freshOver')}</p> : null}
      {standing === 'ASSIGNED' && !isFreshlyOver(assignment) ? <Declaration assignment={assignment} /> : null}
      {freshFor !== null && mayFindConflict(assignment) ? <LateConflict proposalId={freshFor} /> : null}
      <GivenUndertaking undertaking={undertaking} />
      {standing === 'CLEAR' && !isScoring(assignment) && ['OPENED', 'SCREENING'].includes(phase) ? (
        <p>{t('notScoringYet')}</p>
      ) : null}
      {standing === 'CLEAR' ? (
        <ul className="panel-proposals">
          {proposals.map(({ proposalId, scorecard, state, supplierName }) => (
            <li key={proposalId}>
              <Link to="/evaluations/$proposalId" params={{ proposalId }}>
                {supplierName === null ? proposalId : inLanguage(supplierName)}
              </Link>
              {state === 'INELIGIBLE' ? (
                <Tag>{t('ineligible')}</Tag>
              ) : (
                <CardStateTag state={scorecard?.state ?? null} />
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
};
