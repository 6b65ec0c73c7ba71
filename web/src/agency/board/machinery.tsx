import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { ErrorBanner } from '../../app/error-banner.tsx';
import { useApi } from '../../app/services.tsx';
import { TextField } from '../../design/text-field.tsx';
import { written } from '../../i18n/typed.ts';
import { phaseOf } from '../../rounds/phase.ts';
import { useAgent } from '../agent.ts';
import { ExecutionsTable } from '../executions-table.tsx';
import { executionsQuery, type Preparation } from '../queries.ts';
import { RoundActButton } from './round-act-button.tsx';
import { closeChallengeCall, isLocked, renewLock } from './round-acts.ts';
import { ofRound } from './send-transition.ts';

/** The machines that wait and fire for a round, and what to do when something hangs; for staff and auditors. */
export const Machinery = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const agent = useAgent();
  const { data, error } = useQuery(executionsQuery(useApi(), round.roundId));
  return (
    <details>
      <summary>{t('machinery.title')}</summary>
      <p>{t('machinery.text')}</p>
      <ErrorBanner error={error} />
      <ExecutionsTable executions={data} />
      {agent.may('staff') ? (
        <div className="actions">
          {phaseOf(round) === 'CHALLENGE_SELECTION' ? (
            <RoundActButton round={round} act={closeChallengeCall} />
          ) : null}
          <Restart round={round} />
          {isLocked(round) ? <RoundActButton round={round} act={renewLock} /> : null}
        </div>
      ) : null}
    </details>
  );
};

const Restart = ({ round: { roundId } }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const [reason, setReason] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const given = written(reason);
  return (
    <ActButton
      label={t('act.restart-execution.label')}
      title={t('act.restart-execution.label')}
      look="secondary"
      input={given === null ? null : { reason: given }}
      write={(body: { reason: string }, key) =>
        dataOf(
          api.POST('/rounds/{roundId}/executions', {
            params: { path: { roundId }, header: writeHeaders(key) },
            body,
          }),
        )
      }
      refreshes={ofRound(roundId)}
      onIncomplete={() => {
        setIsAsked(true);
      }}
    >
      <p>{t('act.restart-execution.consequence')}</p>
      <TextField
        name="restart-reason"
        label={t('field.reason')}
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        error={isAsked && given === null ? t('missing.reason') : undefined}
      />
    </ActButton>
  );
};
