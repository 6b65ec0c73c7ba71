import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKept } from '../../acts/use-kept.ts';
import { type Api, dataOf, writeHeaders } from '../../api/client.ts';
import type { paths } from '../../api/description.ts';
import { useApi } from '../../app/services.tsx';
import { ChoiceField } from '../../design/choice-field.tsx';
import type { Recovery } from '../queries.ts';
import { ReasonAct } from '../reason-act.tsx';
import { EvidenceFields, isWhole, useEvidence } from './evidence-fields.tsx';

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
  const place = `recovery.${recoveryId}`;
  const [evidence, setEvidence, forget] = useEvidence(place);
  const choice = useKept(`${place}.members`, { members: 'keep' });
  const members = choice.form.members === 'end' ? 'end' : 'keep';
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div className="actions">
      <ReasonAct
        place={`${place}.prepare`}
        label={t('recovery.prepare')}
        isReady={isWhole(evidence)}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={() => {
          forget();
          choice.forget();
        }}
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
          onChange={(chosen) => {
            choice.type({ members: chosen });
          }}
        />
        <EvidenceFields evidence={evidence} onChange={setEvidence} isAsked={isAsked} />
      </ReasonAct>
      <ReasonAct
        place={`${place}.refuse`}
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
