import { useTranslation } from 'react-i18next';
import { type Api, dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { useAgent } from '../agent.ts';
import type { Recovery } from '../queries.ts';
import { ReasonAct } from '../reason-act.tsx';

const decide = (api: Api, recoveryId: string, decision: 'approve' | 'reject', reason: string, key: string) =>
  dataOf(
    api.POST('/organisation-recoveries/{recoveryId}/decision', {
      params: { path: { recoveryId }, header: writeHeaders(key) },
      body: { decision, reason },
    }),
  );

/** An organisation that is to be given to another person: the claim, what was checked, and who would remain. */
export const WaitingRecovery = ({ recovery }: { recovery: Recovery }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const agent = useAgent();
  const { recoveryId, organisationName, claim, claimedAt, members, evidence } = recovery;
  const refreshes = [['recoveries']];
  return (
    <>
      <Facts
        rows={[
          [t('recovery.organisation'), organisationName === null ? '–' : inLanguage(organisationName)],
          [t('recovery.claim'), claim],
          [t('recovery.claimedAt'), <InstantText key="at" at={claimedAt} />],
          [t('recovery.members'), members === null ? null : t(`recovery.${members}`)],
          [t('recovery.evidence'), evidence === null ? null : t(`evidence.${evidence.method}`)],
          [t('recovery.checked'), evidence?.checked],
        ]}
      />
      {agent.may('approver') ? (
        <div className="actions">
          <ReasonAct
            place={`recovery.${recoveryId}.approve`}
            label={t('recovery.approve')}
            refreshes={refreshes}
            write={(reason, key) => decide(api, recoveryId, 'approve', reason, key)}
          >
            <p>{members === 'end' ? t('recovery.approveEnding') : t('recovery.approveKeeping')}</p>
          </ReasonAct>
          <ReasonAct
            place={`recovery.${recoveryId}.reject`}
            label={t('recovery.reject')}
            kind="danger"
            refreshes={refreshes}
            write={(reason, key) => decide(api, recoveryId, 'reject', reason, key)}
          >
            <p>{t('recovery.rejectConsequence')}</p>
          </ReasonAct>
        </div>
      ) : (
        <p className="hint">{t('prepared.another')}</p>
      )}
    </>
  );
};
