import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { DeclareForRound } from '../../conflicts/declare-for-round.tsx';
import { roundDeclarationQuery } from '../../conflicts/queries.ts';
import { InstantText } from '../../design/instant.tsx';
import { phaseOf } from '../../rounds/phase.ts';
import { useAgent } from '../agent.ts';
import { useOutdated } from '../decision/use-outdated.ts';
import {
  decisionQuery,
  objectionsQuery,
  openedProposalsQuery,
  panelsQuery,
  type Preparation,
  proposedChallengesQuery,
} from '../queries.ts';
import { HeldPurchases, List, Nothing } from './blocks-list.tsx';
import { FirstUses, Purchases } from './buying.tsx';
import { Evaluating } from './evaluating.tsx';
import { useFreshPanels } from './use-fresh-panels.tsx';
import { useReadyResults } from './use-ready-results.tsx';
import { useWaitingQuestions } from './use-waiting-questions.tsx';

/** What stands between the round and its next phase, as far as the person may know; first of all the own declaration. */
export const Blocks = ({ round }: { round: Preparation }) => {
  const agent = useAgent();
  const { t } = useTranslation('conflicts');
  const { data: own } = useQuery({
    ...roundDeclarationQuery(useApi(), round.roundId),
    enabled: round.openedAt !== null && agent.may('staff', 'approver'),
  });
  if (own?.declaredAt !== null) return <BlocksOfPhase round={round} />;
  return (
    <>
      <h3>{t('dueTitle')}</h3>
      <p>{t('dueBoard')}</p>
      <DeclareForRound roundId={round.roundId} />
    </>
  );
};

const BlocksOfPhase = ({ round }: { round: Preparation }) => {
  const agent = useAgent();
  switch (phaseOf(round)) {
    case 'CHALLENGE_CALL':
    case 'CALL_FOR_PROPOSALS':
      return <ByItself />;
    case 'CHALLENGE_SELECTION':
      return agent.may('staff', 'auditor') ? <Selection round={round} /> : <Nothing />;
    case 'CLOSED_FOR_PROPOSALS':
      return <Hold round={round} />;
    case 'SCREENING':
      return agent.may('staff', 'auditor') ? <Screening round={round} /> : <Nothing />;
    case 'EVALUATION':
      return <Evaluating round={round} />;
    case 'DECISION':
      return <Deciding round={round} />;
    case 'NOTICE':
      return <Objections round={round} />;
    case 'PURCHASE':
      return <Purchases round={round} />;
    case 'FIRST_USE':
      return <FirstUses round={round} />;
    default:
      return <Nothing />;
  }
};

/** Whoever and whatever is awaited in a call is not for the agency to know. */
const ByItself = () => <p>{useTranslation('agency').t('block.byItself')}</p>;

const Selection = ({ round: { roundId } }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const { data: challenges } = useQuery(proposedChallengesQuery(useApi(), roundId));
  if (challenges === undefined) return null;
  const undecided = challenges.filter(({ state }) => state === 'SUBMITTED').length;
  return (
    <List>
      {[
        undecided > 0 && (
          <li key="undecided">
            <Link to="/agency/rounds/$roundId/challenges" params={{ roundId }}>
              {t('block.undecided', { count: undecided })}
            </Link>
          </li>
        ),
        challenges.every(({ state }) => state !== 'SELECTED') && (
          <li key="none">
            <Link to="/agency/rounds/$roundId/challenges" params={{ roundId }}>
              {t('block.noneSelected')}
            </Link>
          </li>
        ),
      ]}
    </List>
  );
};

const Hold = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const opening = round.earliestOpeningAt;
  return (
    <List>
      {[
        opening !== null && Date.parse(opening) > serverNow() && (
          <li key="hold">
            {t('block.hold')} <InstantText at={opening} />
          </li>
        ),
        round.isBeingAssessed && (
          <li key="outage">
            <Link to="/agency/rounds/$roundId/outages" params={{ roundId: round.roundId }}>
              {t('block.assessed')}
            </Link>
          </li>
        ),
        round.openingPrepared === null && (
          <li key="unprepared">
            <a href="#acts">{t('block.unprepared')}</a>
          </li>
        ),
        round.openingPrepared !== null && (
          <li key="unopened">
            <a href="#waiting">{t('block.unopened')}</a>
          </li>
        ),
      ]}
    </List>
  );
};

const Screening = ({ round: { roundId } }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const { data: proposals } = useQuery(openedProposalsQuery(api, roundId));
  const { data: panels } = useQuery(panelsQuery(api, roundId));
  if (proposals === undefined || panels === undefined) return null;
  const unscreened = proposals.filter(({ state }) => ['OPENED', 'SUPPLEMENT_REQUESTED'].includes(state));
  const withPanel = new Set(panels.map(({ challengeId }) => challengeId));
  const without = new Set(
    proposals
      .filter(({ state, challengeId }) => state === 'ELIGIBLE' && !withPanel.has(challengeId))
      .map(({ challengeId }) => challengeId),
  );
  return (
    <List>
      {[
        unscreened.length > 0 && (
          <li key="open">
            <Link to="/agency/rounds/$roundId/proposals" params={{ roundId }}>
              {t('block.unscreened', { count: unscreened.length })}
            </Link>
          </li>
        ),
        without.size > 0 && (
          <li key="panels">
            <Link to="/agency/rounds/$roundId/panels" params={{ roundId }}>
              {t('block.withoutPanel', { count: without.size })}
            </Link>
          </li>
        ),
      ]}
    </List>
  );
};

const Deciding = ({ round: { roundId } }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const { data: decision } = useQuery(decisionQuery(useApi(), roundId));
  const outdated = useOutdated(roundId, decision ?? null);
  if (decision === undefined) return null;
  return (
    <List>
      {[
        outdated !== null && (
          <li key="outdated">
            <Link to="/agency/rounds/$roundId/decision" params={{ roundId }}>
              {t(`block.outdated.${outdated}`)}
            </Link>
          </li>
        ),
        decision?.state !== 'APPROVED' && (
          <li key="decision">
            <Link to="/agency/rounds/$roundId/decision" params={{ roundId }}>
              {decision === null ? t('block.unrecommended') : t('block.unapproved')}
            </Link>
          </li>
        ),
      ]}
    </List>
  );
};

const Objections = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const { roundId } = round;
  const questions = useWaitingQuestions(round);
  const fresh = useFreshPanels(round);
  const ready = useReadyResults(round);
  const { data: objections } = useQuery(objectionsQuery(useApi(), roundId));
  if (objections === undefined || questions === null || fresh === null) return null;
  const open = objections.rows.filter(({ decision }) => decision === null);
  const held = objections.heldProposalIds.length;
  return (
    <List>
      {[
        open.length > 0 && (
          <li key="open">
            <Link to="/agency/rounds/$roundId/decision" params={{ roundId }}>
              {t('block.objections', { count: open.length })}
            </Link>
          </li>
        ),
        held > 0 && <HeldPurchases key="held" roundId={roundId} count={held} />,
        ...ready,
        ...fresh,
        ...questions,
      ]}
    </List>
  );
};
