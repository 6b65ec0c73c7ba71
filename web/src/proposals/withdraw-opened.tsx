import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';
import { roundQuery } from '../rounds/queries.ts';
import type { OpenProposal } from './queries.ts';

/** From the opening until the purchases begin; what is bought is terminated, not withdrawn. */
const phases: readonly string[] = ['OPENED', 'SCREENING', 'EVALUATION', 'DECISION', 'NOTICE'];

/** The way for those who sign for the lead to take a proposal out after the opening, for good and on record. */
export const WithdrawOpened = ({ proposal }: { proposal: OpenProposal }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { data: round } = useSuspenseQuery(roundQuery(api, proposal.roundId));
  const maySign = organisationsOf(useAccount(), 'SUPPLIER', ['signatory']).includes(proposal.supplierId);
  const [typed, setTyped] = useState('');
  const reason = written(typed);
  const { proposalId, version } = proposal;
  if (!maySign || proposal.state === 'WITHDRAWN_AFTER_OPENING' || !phases.includes(round.phase)) return null;
  return (
    <section aria-labelledby="withdrawal-heading">
      <h2 id="withdrawal-heading">{t('opened.withdrawal.title')}</h2>
      <ActButton
        label={t('withdraw')}
        title={t('withdrawTitle')}
        kind="danger"
        look="secondary"
        input={reason === null ? {} : { reason }}
        write={(body: { reason?: string }, key) =>
          dataOf(
            api.POST('/proposals/{proposalId}/withdrawal', {
              params: { path: { proposalId }, header: writeHeaders(key, version) },
              body,
            }),
          )
        }
        refreshes={[['own-proposals']]}
      >
        <p>{t('opened.withdrawal.consequence')}</p>
        <TextField
          label={t('opened.withdrawal.reason')}
          rows={3}
          maxLength={2000}
          value={typed}
          onChange={setTyped}
        />
      </ActButton>
    </section>
  );
};
