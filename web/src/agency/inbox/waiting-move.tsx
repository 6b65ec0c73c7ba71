import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useApi } from '../../app/services.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { useAgent } from '../agent.ts';
import { RoundActButton } from '../board/round-act-button.tsx';
import { dropMove, type Transition } from '../board/round-acts.ts';
import { ofRound, sendTransition } from '../board/send-transition.ts';
import type { Preparation } from '../queries.ts';

/** By how much a deadline moves: the days and hours between two instants. */
const between = (from: string, to: string) => {
  const hours = Math.floor((Date.parse(to) - Date.parse(from)) / 3_600_000);
  return { days: Math.floor(hours / 24), hours: hours % 24 };
};

/** A move of a deadline that awaits another person: as it stands, as it would stand, and why. */
export const WaitingMove = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const agent = useAgent();
  const move = round.deadlineMove;
  if (move === null) return null;
  const isOwn = move.preparedBy.kind === 'person' && move.preparedBy.accountId === agent.accountId;
  const approval: Transition = {
    isSealed: true,
    body: { action: 'approve-deadline-move', deadline: move.to },
  };
  return (
    <>
      <h3>{t(`move.title.${move.name}`)}</h3>
      <Facts
        rows={[
          [t('move.from'), <InstantText key="from" at={move.from} />],
          [t('move.to'), <InstantText key="to" at={move.to} />],
          [t('move.difference'), t('move.later', between(move.from, move.to))],
          [t('field.basis'), t(`basis.${move.basis}`)],
          [t('field.reason'), move.reason],
          [
            t('field.evidence'),
            move.preparedBy.kind === 'system' ? <ToOutages round={round} /> : move.evidence,
          ],
          [t('prepared.by'), move.preparedBy.kind === 'system' ? t('prepared.system') : preparer(t, isOwn)],
          [t('prepared.at'), <InstantText key="at" at={move.preparedAt} />],
        ]}
      />
      {isOwn || !agent.may('approver') ? <p className="hint">{t('prepared.another')}</p> : null}
      <div className="actions">
        {agent.may('approver') && !isOwn ? (
          <ActButton
            label={t('move.approve')}
            title={t('move.approve')}
            input={approval}
            write={(transition: Transition, key) => sendTransition(api, round.roundId, transition, key)}
            refreshes={ofRound(round.roundId)}
          >
            <p>{t('move.consequence')}</p>
            <p>
              <InstantText at={move.to} />
            </p>
          </ActButton>
        ) : null}
        {agent.may('approver', 'staff') ? <RoundActButton round={round} act={dropMove} /> : null}
      </div>
    </>
  );
};

/** What the system measured has a page of its own. */
const ToOutages = ({ round: { roundId } }: { round: Preparation }) => (
  <Link to="/agency/rounds/$roundId/outages" params={{ roundId }}>
    {useTranslation('agency').t('rooms.outages')}
  </Link>
);

const preparer = (t: (key: 'prepared.you' | 'prepared.colleague') => string, isOwn: boolean): string =>
  isOwn ? t('prepared.you') : t('prepared.colleague');
