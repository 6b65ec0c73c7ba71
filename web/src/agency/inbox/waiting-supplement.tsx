import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { InstantText } from '../../design/instant.tsx';
import { useAgent } from '../agent.ts';
import { SupplementTable } from '../panels/supplement-table.tsx';
import type { PoolSupplement } from '../queries.ts';

/** Who is proposed for the pool of a drawn round, for an approver who stands in no pool. */
export const WaitingSupplement = ({ supplement }: { supplement: PoolSupplement }) => {
  const { t } = useTranslation('panels');
  const { roundId, number } = supplement;
  const api = useApi();
  const agent = useAgent();
  return (
    <>
      <p>
        {t('supplement.proposedAt')} <InstantText at={supplement.proposedAt} />
      </p>
      <SupplementTable supplement={supplement} />
      {agent.may('approver') ? (
        <div className="actions">
          <ActButton
            label={t('supplement.approve')}
            title={t('supplement.approve')}
            input={{ number }}
            write={(body: { number: number }, key) =>
              dataOf(
                api.POST('/rounds/{roundId}/pool-supplement/approval', {
                  params: { path: { roundId }, header: writeHeaders(key) },
                  body,
                }),
              )
            }
            refreshes={[['rounds', roundId]]}
          >
            <p>{t('supplement.approveConsequence')}</p>
          </ActButton>
        </div>
      ) : (
        <p className="hint">{t('supplement.another')}</p>
      )}
    </>
  );
};
