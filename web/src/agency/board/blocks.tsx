import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { InstantText } from '../../design/instant.tsx';
import { phaseOf } from '../../rounds/phase.ts';
import { useAgent } from '../agent.ts';
import {
  budgetQuery,
  decisionQuery,
  objectionsQuery,
  openedProposalsQuery,
  panelsQuery,
  type Preparation,
  proposedChallengesQuery,
} from '../queries.ts';

/** What stands between the round and its next phase, as far as the person may know. */
export const Blocks = ({ round }: { round: Preparation }) => {
  const agent = useAgent();
  switch (phaseOf(round)) {
    case 'CHALLENGE_SELECTION':
      return agent.may('staff', 'auditor') ? <Selection round={round} /> : <Nothing />;
    case 'CLOSED_FOR_PROPOSALS':
      return <Hold round={round} />;
    case 'SCREENING':
      return agent.may('staff', 'auditor') ? <Screening round={round} /> : <Nothing />;
    case 'DECISION':
      return <Deciding round={round} />;
    case 'NOTICE':
      return <Objections round={round} />;
    case 'PURCHASE':
      return <Purchases round={round} />;
    default:
      return <Nothing />;
  }
};

const List = ({ children }: { children: readonly (ReactNode | false)[] }) => {
  const found = children.filter((block) => block !== false);
  return found.length === 0 ? <Nothing /> : <ul>{found}</ul>;
};

const Nothing = () => <p>{useTranslation('agency').t('block.nothing')}</p>;

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
          <li key="none">{t('block.noneSelected')}</li>
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
        round.isBeingAssessed && <li key="outage">{t('block.assessed')}</li>,
        round.openingPrepared === null && <li key="unprepared">{t('block.unprepared')}</li>,
        round.openingPrepared !== null && <li key="unopened">{t('block.unopened')}</li>,
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
  if (decision === undefined) return null;
  return (
    <List>
      {[
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

const Objections = ({ round: { roundId } }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const { data: objections } = useQuery(objectionsQuery(useApi(), roundId));
  if (objections === undefined) return null;
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
        held > 0 && <li key="held">{t('block.held', { count: held })}</li>,
      ]}
    </List>
  );
};

const Purchases = ({ round: { roundId } }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const { data: budget } = useQuery(budgetQuery(useApi(), roundId));
  if (budget === undefined) return null;
  return (
    <List>
      {[
        budget.openPurchases > 0 && (
          <li key="open">{t('block.purchases', { count: budget.openPurchases })}</li>
        ),
      ]}
    </List>
  );
};
