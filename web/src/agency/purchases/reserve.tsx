import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { InstantText } from '../../design/instant.tsx';
import { won } from '../../i18n/formats.ts';
import { phaseOf } from '../../rounds/phase.ts';
import { useProposalTitles } from '../../rounds/use-proposal-titles.ts';
import { useAgent } from '../agent.ts';
import { WaitingMoveUp } from '../inbox/waiting-move-up.tsx';
import { budgetQuery, type MoveUp, moveUpQuery, preparationQuery } from '../queries.ts';
import { useChallengeTitles } from '../use-challenge-titles.ts';

/** What moves up from the reserve with money that came back: prepared by staff, approved by another person. */
export const Reserve = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('purchases');
  const agent = useAgent();
  const api = useApi();
  const { data: round } = useSuspenseQuery(preparationQuery(api, roundId));
  const { data: moveUp } = useSuspenseQuery(moveUpQuery(api, roundId));
  const isWaiting = moveUp?.state === 'PREPARED';
  return (
    <section aria-labelledby="reserve">
      <h2 id="reserve">{t('reserve.title')}</h2>
      <p>{t('reserve.text')}</p>
      {isWaiting ? (
        <section className="card" aria-labelledby="reserve-waiting">
          <h3 id="reserve-waiting">{t('reserve.waiting')}</h3>
          <WaitingMoveUp moveUp={moveUp} />
        </section>
      ) : null}
      {moveUp === null || moveUp.movedUp.length === 0 ? null : <MovedUp moveUp={moveUp} />}
      {agent.may('staff') && phaseOf(round) === 'PURCHASE' ? (
        <Prepare roundId={roundId} isAgain={isWaiting} />
      ) : null}
    </section>
  );
};

const MovedUp = ({ moveUp }: { moveUp: MoveUp }) => {
  const { t } = useTranslation('purchases');
  const titleOf = useChallengeTitles(moveUp.roundId);
  const proposalOf = useProposalTitles(
    moveUp.roundId,
    moveUp.movedUp.map(({ proposalId }) => proposalId),
  );
  return (
    <>
      <DataTable
        caption={t('reserve.movedUp')}
        empty={t('reserve.movedUp')}
        rows={moveUp.movedUp}
        keyOf={({ proposalId }) => proposalId}
        columns={[
          { title: t('list.purchase'), isName: true, cell: ({ challengeId }) => titleOf(challengeId) },
          { title: t('reserve.proposal'), cell: ({ proposalId }) => proposalOf(proposalId) },
          { title: t('price'), isNumber: true, cell: ({ priceInWon }) => won(priceInWon) },
        ]}
      />
      {moveUp.approvedAt === null ? null : (
        <p className="hint">
          {t('reserve.approvedAt')} <InstantText at={moveUp.approvedAt} />
        </p>
      )}
    </>
  );
};

const Prepare = ({ roundId, isAgain }: { roundId: string; isAgain: boolean }) => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const { data: budget } = useSuspenseQuery(budgetQuery(api, roundId));
  return (
    <div className="actions">
      <ActButton
        label={isAgain ? t('reserve.prepareAgain') : t('reserve.prepare')}
        title={t('reserve.prepare')}
        look="secondary"
        input={{ roundId }}
        write={(path: { roundId: string }, key) =>
          dataOf(api.POST('/rounds/{roundId}/reserve', { params: { path, header: writeHeaders(key) } }))
        }
        refreshes={[
          ['rounds', roundId],
          ['purchases', 'of', roundId],
        ]}
      >
        <p>{t('reserve.consequence', { amount: won(budget.availableInWon) })}</p>
      </ActButton>
    </div>
  );
};
