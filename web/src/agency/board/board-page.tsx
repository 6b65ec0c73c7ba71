import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { Banner } from '../../design/banner.tsx';
import { Countdown } from '../../design/countdown.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { inLanguage, won } from '../../i18n/formats.ts';
import { isOver, nextDeadline, phaseOf } from '../../rounds/phase.ts';
import { useAgent } from '../agent.ts';
import { WaitingMove } from '../inbox/waiting-move.tsx';
import { WaitingOpening } from '../inbox/waiting-opening.tsx';
import { type Preparation, preparationQuery } from '../queries.ts';
import { AgencyRoom } from '../room.tsx';
import { Blocks } from './blocks.tsx';
import { Machinery } from './machinery.tsx';
import { Moments } from './moments.tsx';
import { RoundActButton } from './round-act-button.tsx';
import { actsOf, openFrom } from './round-acts.ts';
import { Rooms } from './rooms.tsx';

const route = getRouteApi('/agency/rounds/$roundId');

/** The board of a round: where it stands, what fires when, what blocks, and what can be done now. */
export const BoardPage = () => {
  const { t } = useTranslation('agency');
  const { roundId } = route.useParams();
  return (
    <AgencyRoom title={t('board.title')}>
      <Board roundId={roundId} />
    </AgencyRoom>
  );
};

const Board = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('agency');
  const agent = useAgent();
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  const isOpeningPrepared = round.openingPrepared !== null && round.openedAt === null;
  const isWaiting = round.deadlineMove !== null || isOpeningPrepared;
  return (
    <>
      <p className="lead">{inLanguage(round.name)}</p>
      <Standing round={round} />
      {isWaiting ? (
        <section className="card" aria-labelledby="waiting">
          <h2 id="waiting">{t('board.waiting')}</h2>
          <WaitingMove round={round} />
          {isOpeningPrepared ? <WaitingOpening round={round} /> : null}
        </section>
      ) : null}
      <h2>{t('board.blocks')}</h2>
      <Blocks round={round} />
      <h2 id="acts" tabIndex={-1}>
        {t('board.acts')}
      </h2>
      <Acts round={round} />
      <h2>{t('board.rooms')}</h2>
      <Rooms round={round} />
      <h2>{t('board.moments')}</h2>
      <Moments round={round} />
      {agent.may('staff', 'auditor') ? <Machinery round={round} /> : null}
    </>
  );
};

const Standing = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation(['agency', 'rounds']);
  const deadline = nextDeadline(round);
  const byPeople = isOver(round) ? null : t('board.byPeople');
  const phase = phaseOf(round);
  return (
    <section aria-label={t('board.standing')}>
      <div aria-live="polite">
        <Facts
          rows={[
            [t('board.phase'), t(`rounds:phase.${phase}`)],
            [t('rounds:rule.budget'), won(round.policy.budgetInWon)],
            [
              deadline === null ? t('board.ends') : t(`rounds:until.${deadline.name}`),
              deadline === null ? byPeople : <InstantText at={deadline.at} />,
            ],
          ]}
        />
      </div>
      {deadline === null ? null : <Countdown deadline={deadline.at} />}
      {round.isBeingAssessed ? <Banner kind="warning" text={t('block.assessed')} /> : null}
    </section>
  );
};

/** What staff can do now; others see that staff do it. */
const Acts = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const agent = useAgent();
  const acts = actsOf(round);
  if (!agent.may('staff')) return <p>{t('board.staffActs')}</p>;
  return (
    <>
      <p>{t(`next.${phaseOf(round)}`)}</p>
      {acts.length === 0 ? null : (
        <ul className="stack">
          {acts.map((act) => (
            <li key={act.action}>
              <Timed round={round} act={act} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

const Timed = ({ round, act }: Parameters<typeof RoundActButton>[0]) => {
  const { t } = useTranslation('agency');
  const from = openFrom(act, round);
  const isEarly = from !== null && Date.parse(from) > serverNow();
  return (
    <>
      <RoundActButton round={round} act={act} isDisabled={isEarly} />
      {isEarly ? (
        <span className="hint">
          {t('board.from')} <InstantText at={from} />
        </span>
      ) : null}
    </>
  );
};
