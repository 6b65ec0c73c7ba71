import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Api, dataOf, writeHeaders } from '../../api/client.ts';
import type { paths } from '../../api/description.ts';
import { useApi } from '../../app/services.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import type { Claim } from '../queries.ts';
import { ReasonAct } from '../reason-act.tsx';
import { EvidenceFields, isWhole, useEvidence } from './evidence-fields.tsx';

type Body = NonNullable<
  paths['/organisations/{organisationId}/claim-decision']['post']['requestBody']
>['content']['application/json'];

const decide = (api: Api, organisationId: string, body: Body, key: string) =>
  dataOf(
    api.POST('/organisations/{organisationId}/claim-decision', {
      params: { path: { organisationId }, header: writeHeaders(key) },
      body,
    }),
  );

/** Staff confirm a claim by what they checked, or refuse it. */
export const DecideClaim = ({ claim: { organisationId, name } }: { claim: Claim }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const place = `claim.${organisationId}`;
  const [evidence, setEvidence, forget] = useEvidence(place);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div className="actions">
      <ReasonAct
        place={`${place}.confirm`}
        label={t('organisations.confirm')}
        isReady={isWhole(evidence)}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={forget}
        refreshes={[['claims']]}
        write={(reason, key) => decide(api, organisationId, { decision: 'confirm', reason, evidence }, key)}
      >
        <p>{t('organisations.confirmConsequence', { name: inLanguage(name) })}</p>
        <EvidenceFields evidence={evidence} onChange={setEvidence} isAsked={isAsked} />
      </ReasonAct>
      <ReasonAct
        place={`${place}.refuse`}
        label={t('organisations.refuse')}
        kind="danger"
        look="secondary"
        refreshes={[['claims']]}
        write={(reason, key) => decide(api, organisationId, { decision: 'refuse', reason }, key)}
      >
        <p>{t('organisations.refuseConsequence', { name: inLanguage(name) })}</p>
      </ReasonAct>
    </div>
  );
};
