import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireMembership } from '../account/require-membership.tsx';
import { useApi } from '../app/services.tsx';
import { Countdown } from '../design/countdown.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { roundQuery } from '../rounds/queries.ts';
import { screeningQuery } from '../screening/queries.ts';
import { ScreeningRecord } from '../screening/screening-record.tsx';
import { CardStateTag } from './card-state.tsx';
import { Declaration } from './declaration.tsx';
import { LockedCards } from './locked-cards.tsx';
import { OutlierAnswer } from './outlier-answer.tsx';
import { PanelMeeting } from './panel-meeting.tsx';
import { PanelQuestions } from './panel-questions.tsx';
import { ProposalText } from './proposal-text.tsx';
import {
  type Assignment,
  evaluationsQuery,
  isFreshlyOver,
  isScoring,
  type OpenedProposal,
  openedProposalQuery,
  type Scorecard,
  type Scoring,
  scorecardsQuery,
  scoringDeadline,
} from './queries.ts';
import { ScorecardForm } from './scorecard-form.tsx';
import './evaluations.css';

const route = getRouteApi('/evaluations/$proposalId');

/** A proposal with its documents beside one's scorecard. */
export const ScoringPage = () => {
  const { t } = useTranslation('evaluations');
  return (
    <Page title={t('one')} caption={<Link to="/evaluations">{t('title')}</Link>}>
      <RequireMembership kind="INSTITUTE" roles={['evaluator']}>
        {() => <Seat />}
      </RequireMembership>
    </Page>
  );
};

/** Only the seat's own proposal is asked for, and only once its holder is clear. */
const Seat = () => {
  const { t } = useTranslation('evaluations');
  const { proposalId } = route.useParams();
  const { data: assignments } = useSuspenseQuery(evaluationsQuery(useApi()));
  const assignment = assignments.find(({ proposals }) =>
    proposals.some((proposal) => proposal.proposalId === proposalId),
  );
  if (assignment === undefined) return <p className="lead">{t('notMine')}</p>;
  return (
    <>
      <p className="lead">
        <Link to="/challenges/$challengeId" params={{ challengeId: assignment.challengeId }}>
          {inLanguage(assignment.challengeTitle)}
        </Link>
      </p>
      {assignment.standing === 'CLEAR' ? (
        <Desk key={proposalId} assignment={assignment} proposalId={proposalId} />
      ) : (
        <Declaration assignment={assignment} />
      )}
    </>
  );
};

const Desk = ({ assignment, proposalId }: { assignment: Assignment; proposalId: string }) => {
  const { t } = useTranslation('evaluations');
  const api = useApi();
  const { data: proposal } = useSuspenseQuery(openedProposalQuery(api, proposalId));
  const { data: cards } = useSuspenseQuery(scorecardsQuery(api, proposalId));
  const { data: round } = useSuspenseQuery(roundQuery(api, assignment.roundId));
  const { data: screening } = useSuspenseQuery(screeningQuery(api, proposalId));
  const own = cards.find(({ evaluatorId }) => evaluatorId === assignment.evaluatorId);
  const mayScore = isScoring(assignment) && proposal.state === 'ELIGIBLE';
  const deadline = scoringDeadline(assignment);
  return (
    <>
      <p>
        <CardStateTag state={own?.state ?? null} />
      </p>
      {deadline !== null && (own === undefined || own.state === 'DRAFT') ? (
        <Countdown deadline={deadline} />
      ) : null}
      <nav aria-label={t('onThisPage')} className="desk-ways">
        <a href="#proposal-heading">{t('proposal')}</a>
        <a href="#questions-heading">{t('questions')}</a>
        <a href="#card-heading">{t('scorecard')}</a>
      </nav>
      <div className="desk">
        <div className="desk-proposal">
          <p className="desk-title">{inLanguage(proposal.content.title)}</p>
          <ProposalText proposal={proposal} />
          <ScreeningRecord screening={screening} />
          <PanelQuestions proposalId={proposalId} mayAsk={mayScore} />
        </div>
        <section className="desk-card" aria-labelledby="card-heading">
          <h2 id="card-heading" tabIndex={-1}>
            {t('scorecard')}
          </h2>
          <CardOf
            assignment={assignment}
            proposal={proposal}
            own={own}
            peers={cards.filter(({ evaluatorId }) => evaluatorId !== assignment.evaluatorId)}
            scoring={round.policy.scoring}
          />
        </section>
      </div>
    </>
  );
};

type CardProps = {
  readonly assignment: Assignment;
  readonly proposal: OpenedProposal;
  readonly own: Scorecard | undefined;
  readonly peers: readonly Scorecard[];
  readonly scoring: Scoring;
};

const whyNotScored = (assignment: Assignment, state: OpenedProposal['state']) => {
  if (isFreshlyOver(assignment)) return 'freshOver';
  return state === 'ELIGIBLE' ? 'notScoringYet' : 'notEligible';
};

/** One's scorecard: to fill in, to answer for as an outlier or in a meeting, or as it was locked. */
const CardOf = ({ assignment, proposal, own, peers, scoring }: CardProps) => {
  const { t } = useTranslation('evaluations');
  const { proposalId, state } = proposal;
  const mayScore = isScoring(assignment) && state === 'ELIGIBLE';
  if (own === undefined || own.state === 'DRAFT')
    return mayScore ? (
      <ScorecardForm proposalId={proposalId} card={own} scoring={scoring} />
    ) : (
      <p>{t(whyNotScored(assignment, state))}</p>
    );
  return (
    <>
      {mayScore && own.state === 'OUTLIER_FLAGGED' ? (
        <OutlierAnswer proposalId={proposalId} card={own} scoring={scoring} />
      ) : null}
      {mayScore && own.state !== 'OUTLIER_FLAGGED' ? (
        <PanelMeeting
          challengeId={assignment.challengeId}
          proposalId={proposalId}
          freshFor={assignment.freshFor}
          card={own}
          scoring={scoring}
        />
      ) : null}
      <LockedCards own={own} peers={peers} scoring={scoring} />
    </>
  );
};
