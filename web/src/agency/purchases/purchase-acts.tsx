import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { isBefore } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { InstantText } from '../../design/instant.tsx';
import { FilesAlong } from '../../files/files-along.tsx';
import { useTaking } from '../../files/use-taking.ts';
import { won } from '../../i18n/formats.ts';
import { commentEnd, type FirstUse, type Purchase } from '../../purchases/queries.ts';
import { roundQuery } from '../../rounds/queries.ts';
import { useAgent } from '../agent.ts';
import { ReasonAct } from '../reason-act.tsx';

/** What is read anew after an act on a purchase: itself, the lists it stands in, and the round's money. */
export const ofPurchase = ({ roundId }: Pick<Purchase, 'roundId'>) => [['purchases'], ['rounds', roundId]];

/** Staff pay what was accepted. */
export const Pay = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const amount = won(purchase.priceInWon);
  const { contract, purchaseId } = purchase;
  const taking = useTaking({ kind: 'purchase', ownerId: purchaseId, since: contract?.at });
  return (
    <>
      <p className="hint">{t('pay.only')}</p>
      <FilesAlong taking={taking} />
      <div className="actions">
        <ActButton
          label={t('pay.label', { amount })}
          title={t('pay.title')}
          act={t('pay.act')}
          input={{ version: purchase.version }}
          taking={taking}
          write={({ version }: { version: number }, key, attachmentIds) =>
            dataOf(
              api.POST('/purchases/{purchaseId}/payment', {
                params: { path: { purchaseId }, header: writeHeaders(key, version) },
                body: { attachmentIds },
              }),
            )
          }
          refreshes={ofPurchase(purchase)}
        >
          <p>{t('pay.consequence', { amount })}</p>
        </ActButton>
      </div>
    </>
  );
};

/** Staff end what is not accepted yet, and its money comes back. */
export const Terminate = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const { contract, purchaseId, version } = purchase;
  // What staff attach is rather meant for the contract, and this must not show a draft of that to the others.
  const taking = useTaking({ kind: 'purchase', ownerId: purchaseId, since: contract?.at, takesAll: false });
  return (
    <section aria-labelledby="terminate">
      <h2 id="terminate">{t('terminate.title')}</h2>
      <details>
        <summary>{t('terminate.files')}</summary>
        <FilesAlong taking={taking} />
      </details>
      <div className="actions">
        <ReasonAct
          place={`purchase.${purchaseId}.terminate`}
          label={t('terminate.label')}
          kind="danger"
          maxLength={2000}
          taking={taking}
          write={(reason, key, attachmentIds) =>
            dataOf(
              api.POST('/purchases/{purchaseId}/termination', {
                params: { path: { purchaseId }, header: writeHeaders(key, version) },
                body: { reason, attachmentIds },
              }),
            )
          }
          refreshes={ofPurchase(purchase)}
        >
          <ul>
            <li>{t('terminate.money', { amount: won(purchase.priceInWon) })}</li>
            <li>{t('terminate.reserve')}</li>
            <li>{t('terminate.proposal')}</li>
            <li>{t('terminate.told')}</li>
            <li>{t('terminate.final')}</li>
          </ul>
        </ReasonAct>
      </div>
    </section>
  );
};

/** Staff publish a reported verdict, once the supplier has commented on it or had its time to. */
export const PublishVerdict = ({ firstUse }: { firstUse: FirstUse }) => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const agent = useAgent();
  const { comment, purchaseId, report, roundId, state, version } = firstUse;
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  if (report === null || state === 'PUBLISHED') return null;
  const commentUntil = commentEnd(report.at, round.policy.verdictCommentInSeconds);
  if (comment === null && isBefore(commentUntil))
    return (
      <p>
        {t('publish.unheard')} <InstantText at={commentUntil} />
      </p>
    );
  if (!agent.may('staff')) return null;
  return (
    <div className="actions">
      <ActButton
        label={t('publish.label')}
        title={t('publish.title')}
        input={{ version }}
        write={(input: { version: number }, key) =>
          dataOf(
            api.POST('/purchases/{purchaseId}/verdict/publication', {
              params: { path: { purchaseId }, header: writeHeaders(key, input.version) },
            }),
          )
        }
        refreshes={ofPurchase(firstUse)}
      >
        <p>{t('publish.consequence')}</p>
      </ActButton>
    </div>
  );
};
