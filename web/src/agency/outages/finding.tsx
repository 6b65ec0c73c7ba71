import { useTranslation } from 'react-i18next';
import { Banner } from '../../design/banner.tsx';
import { InstantText } from '../../design/instant.tsx';
import { phaseOf } from '../../rounds/phase.ts';
import { WaitingMove } from '../inbox/waiting-move.tsx';
import type { Preparation } from '../queries.ts';
import type { Assessment } from './queries.ts';

type Props = { readonly round: Preparation; readonly assessment: Assessment };

/** What the rule makes of what was measured, and what is to be done about it. */
export const Finding = ({ round, assessment }: Props) => {
  const { t } = useTranslation('outages');
  const { measuredFrom, movesTo, window } = assessment;
  const isWhole = measuredFrom !== null && measuredFrom <= window.from;
  return (
    <div aria-live="polite">
      {assessment.isBeingAssessed ? <Banner kind="warning" text={t('finding.lasting')} /> : null}
      {movesTo === null && !assessment.isBeingAssessed ? (
        <Banner kind="information" text={t('finding.stands')} />
      ) : null}
      {movesTo === null ? null : (
        <Banner kind="warning" title={t('finding.moves')}>
          <p>
            <InstantText at={movesTo} />
          </p>
        </Banner>
      )}
      {isWhole || round.openedAt !== null ? null : <p>{t('finding.unmeasured')}</p>}
      <Proposed round={round} movesTo={movesTo} />
    </div>
  );
};

/** The move that the system prepared: who approves or drops it, or why there is none to approve. */
const Proposed = ({ round, movesTo }: { round: Preparation; movesTo: string | null }) => {
  const { t } = useTranslation('outages');
  const { deadlineMove, openingPrepared, outageDroppedTo } = round;
  const isOpenCall = ['CALL_FOR_PROPOSALS', 'CLOSED_FOR_PROPOSALS'].includes(phaseOf(round));
  if (deadlineMove?.basis === 'outage')
    return (
      <section className="card" aria-labelledby="proposed">
        <h2 id="proposed">{t('proposed')}</h2>
        <p>{t('who')}</p>
        <WaitingMove round={round} />
      </section>
    );
  if (openingPrepared !== null)
    return openingPrepared.outage.reason === null ? null : (
      <section className="card" aria-labelledby="signed-off">
        <h2 id="signed-off">{t('signedOff')}</h2>
        <p className="prose">{openingPrepared.outage.reason}</p>
      </section>
    );
  if (movesTo === null || !isOpenCall) return null;
  return <p>{movesTo === outageDroppedTo ? t('dropped') : t('soon')}</p>;
};
