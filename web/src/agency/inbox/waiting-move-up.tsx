import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { won } from '../../i18n/formats.ts';
import { useProposalTitles } from '../../rounds/use-proposal-titles.ts';
import { useAgent } from '../agent.ts';
import type { MoveUp } from '../queries.ts';
import { useChallengeTitles } from '../use-challenge-titles.ts';

/** What would move up from the reserve with returned money, line by line. */
export const WaitingMoveUp = ({ moveUp: { roundId, ...moveUp } }: { moveUp: MoveUp }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const agent = useAgent();
  const titleOf = useChallengeTitles(roundId);
  const proposalOf = useProposalTitles(
    roundId,
    moveUp.lines.map(({ proposalId }) => proposalId),
  );
  return (
    <>
      <Facts
        rows={[
          [t('reserve.free'), won(moveUp.freeInWon)],
          [t('reserve.taken'), won(moveUp.lines.reduce((sum, { priceInWon }) => sum + priceInWon, 0))],
          [t('prepared.at'), <InstantText key="at" at={moveUp.preparedAt} />],
        ]}
      />
      <DataTable
        caption={t('reserve.lines')}
        empty={t('reserve.noLines')}
        rows={moveUp.lines}
        keyOf={({ proposalId }) => proposalId}
        columns={[
          { title: t('list.challenge'), isName: true, cell: ({ challengeId }) => titleOf(challengeId) },
          { title: t('list.proposal'), cell: ({ proposalId }) => proposalOf(proposalId) },
          { title: t('list.price'), isNumber: true, cell: ({ priceInWon }) => won(priceInWon) },
        ]}
      />
      {agent.may('approver') ? (
        <div className="actions">
          <ActButton
            label={t('reserve.approve')}
            title={t('reserve.approve')}
            input={{ number: moveUp.number }}
            write={(body: { number: number }, key) =>
              dataOf(
                api.POST('/rounds/{roundId}/reserve/approval', {
                  params: { path: { roundId }, header: writeHeaders(key) },
                  body,
                }),
              )
            }
            refreshes={[['rounds', roundId]]}
          >
            <p>{t('reserve.consequence')}</p>
          </ActButton>
        </div>
      ) : (
        <p className="hint">{t('prepared.another')}</p>
      )}
    </>
  );
};
