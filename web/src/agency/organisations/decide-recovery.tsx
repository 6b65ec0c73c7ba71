import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Api, dataOf, writeHeaders } from '../../api/client.ts';
import type { paths } from '../../api/description.ts';
import { useApi } from '../../app/services.tsx';
import { ChoiceField } from '../../design/choice-field.tsx';
import type { Recovery } from '../queries.ts';
import { ReasonAct } from '../reason-act.tsx';
import { EvidenceFields, isWhole, noEvidence } from './evidence-fields.tsx';

type Body = NonNullable<
  paths['/organisation-recoveries/{recoveryId}/decision']['post']['requestBody']
>['content']['application/json'];

const decide = (api: Api, recoveryId: string, body: Body, key: string) =>
  dataOf(
    api.POST('/organisation-recoveries/{recoveryId}/decision', {
      params: { path: { recoveryId }, header: writeHeaders(key) },
      body,
    }),
  );

/** Staff prepare a recovery for an approver, or refuse it. */
export const DecideRecovery = ({ recovery: { recoveryId } }: { recovery: Recovery }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const [evidence, setEvidence] = useState(noEvidence);
  const [members, setMembers] = useState<'keep' | 'end'>('keep');
  return (
    <div className="actions">
      <ReasonAct
        label={t('recovery.prepare')}
        isReady={isWhole(evidence)}
        refreshes={[['recoveries']]}
        write={(reason, key) =>
          decide(api, recoveryId, { decision: 'prepare', members, evidence, reason }, key)
        }
      >
        <p>{t('recovery.prepareConsequence')}</p>
        <ChoiceField
          name="members"
          label={t('recovery.members')}
          value={members}
          options={[
            { value: 'keep', label: t('recovery.keep') },
            { value: 'end', label: t('recovery.end') },
          ]}
          onChange={setMembers}
        />
        <EvidenceFields evidence={evidence} onChange={setEvidence} />
      </ReasonAct>
      <ReasonAct
        label={t('recovery.refuse')}
        kind="danger"
        look="secondary"
        refreshes={[['recoveries']]}
        write={(reason, key) => decide(api, recoveryId, { decision: 'refuse', reason }, key)}
      >
        <p>{t('recovery.rejectConsequence')}</p>
      </ReasonAct>
    </div>
  );
};
