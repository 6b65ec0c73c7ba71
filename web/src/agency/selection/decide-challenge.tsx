import { useTranslation } from 'react-i18next';
import { type Api, dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { useAgent } from '../agent.ts';
import type { ProposedChallenge } from '../queries.ts';
import { ReasonAct } from '../reason-act.tsx';

const decide = (api: Api, challengeId: string, decision: 'select' | 'reject', reason: string, key: string) =>
  dataOf(
    api.POST('/challenges/{challengeId}/selection', {
      params: { path: { challengeId }, header: writeHeaders(key) },
      body: { decision, reason },
    }),
  );

/** Staff select a challenge or reject it; the reason goes to the body that proposed it. */
export const DecideChallenge = ({ challenge }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation('selection');
  const api = useApi();
  const agent = useAgent();
  if (!agent.may('staff')) return null;
  const { challengeId, roundId } = challenge;
  const act = { maxLength: 2000, refreshes: [['rounds', roundId, 'proposed-challenges']] };
  return (
    <div className="actions">
      <ReasonAct
        {...act}
        place={`challenge.${challengeId}.select`}
        label={t('select')}
        write={(reason, key) => decide(api, challengeId, 'select', reason, key)}
      >
        <p>
          <strong>{inLanguage(challenge.title)}</strong>
        </p>
        <p>{t('selectConsequence')}</p>
      </ReasonAct>
      <ReasonAct
        {...act}
        place={`challenge.${challengeId}.reject`}
        label={t('reject')}
        kind="danger"
        look="secondary"
        write={(reason, key) => decide(api, challengeId, 'reject', reason, key)}
      >
        <p>
          <strong>{inLanguage(challenge.title)}</strong>
        </p>
        <p>{t('rejectConsequence')}</p>
      </ReasonAct>
    </div>
  );
};
