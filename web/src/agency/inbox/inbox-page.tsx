import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DeclareForRound } from '../../conflicts/declare-for-round.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { useAgent } from '../agent.ts';
import { WaitingDecision } from '../decision/waiting-decision.tsx';
import { WaitingObjection } from '../decision/waiting-objection.tsx';
import { WaitingExtensionOf } from '../designations/extension.tsx';
import { WaitingCancellation } from '../designations/waiting-cancellation.tsx';
import { WaitingDesignation } from '../designations/waiting-designation.tsx';
import type { Preparation } from '../queries.ts';
import { AgencyRoom } from '../room.tsx';
import { keyOf, useWaiting, type Waiting } from './use-waiting.ts';
import { WaitingMove } from './waiting-move.tsx';
import { WaitingMoveUp } from './waiting-move-up.tsx';
import { WaitingOpening } from './waiting-opening.tsx';
import { WaitingRecovery } from './waiting-recovery.tsx';
import { WaitingSupplement } from './waiting-supplement.tsx';

/** What awaits a second pair of eyes, over all rounds, each with what would change. */
export const InboxPage = () => {
  const { t } = useTranslation('agency');
  return (
    <AgencyRoom title={t('inbox.title')}>
      <Inbox />
    </AgencyRoom>
  );
};

const Inbox = () => {
  const { t } = useTranslation('agency');
  const agent = useAgent();
  const waiting = useWaiting();
  return (
    <>
      <p className="lead" aria-live="polite">
        {waiting.length === 0 ? t('inbox.none') : t('inbox.count', { count: waiting.length })}
      </p>
      {agent.may('approver') ? null : <p className="hint">{t('inbox.reading')}</p>}
      <ul className="stack">
        {waiting.map((one) => (
          <li key={keyOf(one)} className="card">
            <h2>{t(`inbox.kind.${one.kind}`)}</h2>
            {one.kind === 'recovery' ? null : <OfRound round={one.round} />}
            <Body waiting={one} />
          </li>
        ))}
      </ul>
    </>
  );
};

const OfRound = ({ round: { roundId, name } }: { round: Preparation }) => (
  <p>
    <Link to="/agency/rounds/$roundId" params={{ roundId }}>
      {inLanguage(name)}
    </Link>
  </p>
);

const Body = ({ waiting }: { waiting: Waiting }) => {
  switch (waiting.kind) {
    case 'move':
      return <WaitingMove round={waiting.round} />;
    case 'opening':
      return <WaitingOpening round={waiting.round} />;
    case 'declaration':
      return <DeclareForRound roundId={waiting.round.roundId} />;
    case 'decision':
    case 'revision':
      return <WaitingDecision roundId={waiting.round.roundId} decision={waiting.decision} />;
    case 'objection':
      return <WaitingObjection objection={waiting.objection} />;
    case 'move-up':
      return <WaitingMoveUp moveUp={waiting.moveUp} />;
    case 'pool-supplement':
      return <WaitingSupplement supplement={waiting.supplement} />;
    case 'designation':
      return (
        <WaitingDesignation
          waiting={waiting.designation}
          designationInSeconds={waiting.round.policy.designationInSeconds}
        />
      );
    case 'extension':
      return <WaitingExtensionOf waiting={waiting.designation} />;
    case 'cancellation':
      return <WaitingCancellation waiting={waiting.designation} />;
    case 'recovery':
      return <WaitingRecovery recovery={waiting.recovery} />;
  }
};
