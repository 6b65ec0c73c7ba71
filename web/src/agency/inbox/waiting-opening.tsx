import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useApi } from '../../app/services.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { number } from '../../i18n/formats.ts';
import { useAgent } from '../agent.ts';
import type { Transition } from '../board/round-acts.ts';
import { ofRound, sendTransition } from '../board/send-transition.ts';
import type { Preparation } from '../queries.ts';

/** An opening that awaits another person, with what was measured over the deadline and signed off. */
export const WaitingOpening = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const agent = useAgent();
  const prepared = round.openingPrepared;
  if (prepared === null) return null;
  const isOwn = prepared.accountId === agent.accountId;
  const { outage } = prepared;
  const opening: Transition = { isSealed: true, body: { action: 'open' } };
  return (
    <>
      <h3>{t('opening.title')}</h3>
      <Facts
        rows={[
          [t('opening.deadline'), <InstantText key="deadline" at={outage.deadline} />],
          [
            t('opening.heartbeats'),
            t('opening.heartbeatsText', {
              kept: number(outage.keptHeartbeats),
              expected: number(outage.expectedHeartbeats),
            }),
          ],
          [t('opening.outages'), outage.outages.length === 0 ? t('opening.noOutages') : null],
          [t('field.outageReason'), outage.reason],
          [t('prepared.by'), isOwn ? t('prepared.you') : t('prepared.colleague')],
          [t('prepared.at'), <InstantText key="at" at={prepared.at} />],
        ]}
      />
      {outage.outages.length === 0 ? null : (
        <DataTable
          caption={t('opening.outages')}
          empty={t('opening.noOutages')}
          rows={outage.outages}
          keyOf={({ beganAt }) => beganAt}
          columns={[
            { title: t('opening.began'), cell: ({ beganAt }) => <InstantText at={beganAt} /> },
            {
              title: t('opening.recovered'),
              cell: ({ recoveredAt }) => (recoveredAt === null ? '–' : <InstantText at={recoveredAt} />),
            },
          ]}
        />
      )}
      {agent.may('approver') && !isOwn ? (
        <div className="actions">
          <ActButton
            label={t('opening.open')}
            title={t('opening.open')}
            kind="danger"
            input={opening}
            write={(transition: Transition, key) => sendTransition(api, round.roundId, transition, key)}
            refreshes={ofRound(round.roundId)}
          >
            <p>{t('opening.consequence')}</p>
          </ActButton>
        </div>
      ) : (
        <p className="hint">{t('prepared.another')}</p>
      )}
    </>
  );
};
