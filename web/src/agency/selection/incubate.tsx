import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { TextField } from '../../design/text-field.tsx';
import { won } from '../../i18n/formats.ts';
import { wholeNumber, written } from '../../i18n/typed.ts';
import { isBuying } from '../../rounds/phase.ts';
import { roundQuery } from '../../rounds/queries.ts';
import { useAgent } from '../agent.ts';
import type { ProposedChallenge } from '../queries.ts';

type Body = { readonly budgetInWon: number; readonly plan: string };

const bodyOf = (amount: string, typed: string): Body | null => {
  const budgetInWon = wholeNumber(amount);
  const plan = written(typed);
  return budgetInWon === null || Number.isNaN(budgetInWon) || plan === null ? null : { budgetInWon, plan };
};

/** Staff give a challenge that nobody met money from the round's small budget, so that it can be met later. */
export const Incubate = ({ challenge }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation('selection');
  const api = useApi();
  const { challengeId, roundId } = challenge;
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  const { form, type, forget } = useKept(`challenge.${challengeId}.incubation`, { amount: '', plan: '' });
  const { amount, plan } = form;
  const [isAsked, setIsAsked] = useState(false);
  const isStaff = useAgent().may('staff');
  if (challenge.state !== 'UNMATCHED' || !isStaff || !isBuying(round)) return null;
  const isNoAmount = Number.isNaN(wholeNumber(amount) ?? Number.NaN);
  return (
    <div className="actions">
      <ActButton
        label={t('incubate')}
        title={t('incubate')}
        look="secondary"
        input={bodyOf(amount, plan)}
        write={(body: Body, key) =>
          dataOf(
            api.POST('/challenges/{challengeId}/incubation', {
              params: { path: { challengeId }, header: writeHeaders(key) },
              body,
            }),
          )
        }
        refreshes={[
          ['rounds', roundId, 'proposed-challenges'],
          ['rounds', roundId, 'challenges'],
        ]}
        onDone={forget}
        onIncomplete={() => {
          setIsAsked(true);
        }}
      >
        <p>{t('incubateConsequence', { budget: won(round.policy.incubationBudgetInWon) })}</p>
        <TextField
          name="budgetInWon"
          label={t('incubateBudget')}
          inputMode="numeric"
          value={amount}
          onChange={(text) => {
            type({ amount: text });
          }}
          error={isAsked && isNoAmount ? t('incubateBudgetMissing') : undefined}
        />
        <TextField
          name="plan"
          label={t('incubatePlan')}
          hint={t('incubatePlanHint')}
          rows={5}
          maxLength={4000}
          value={plan}
          onChange={(text) => {
            type({ plan: text });
          }}
          error={isAsked && written(plan) === null ? t('incubatePlanMissing') : undefined}
        />
      </ActButton>
    </div>
  );
};
