import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { ChoiceField } from '../design/choice-field.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { roundsQuery } from '../rounds/queries.ts';
import { type ProposedChallenge, proposedChallengeQuery } from './queries.ts';

/** The way back of an incubated challenge: it is submitted as it stands to the call of a later round. */
export const ReturnChallenge = ({ challenge }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const navigate = useNavigate();
  const { challengeId } = challenge;
  const { data: rounds } = useSuspenseQuery(roundsQuery(api));
  const standingIn = useRoundsOf(challenge);
  const open = rounds.filter(
    ({ phase, roundId }) => phase === 'CHALLENGE_CALL' && !standingIn.includes(roundId),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <section aria-labelledby="return-heading">
      <h2 id="return-heading">{t('return.title')}</h2>
      {open.length === 0 ? (
        <p>{t('return.noCall')}</p>
      ) : (
        <div className="actions">
          <ActButton
            label={t('return.act')}
            title={t('return.act')}
            input={chosen}
            write={(roundId: string, key) =>
              dataOf(
                api.POST('/challenges/{challengeId}/return', {
                  params: { path: { challengeId }, header: writeHeaders(key) },
                  body: { roundId },
                }),
              )
            }
            refreshes={[['proposing']]}
            onIncomplete={() => {
              setIsAsked(true);
            }}
            onDone={(returned) =>
              navigate({ to: '/proposing/$challengeId', params: { challengeId: returned.challengeId } })
            }
          >
            <p>{t('return.consequence')}</p>
            <ChoiceField
              name="round"
              label={t('return.round')}
              value={chosen}
              onChange={setChosen}
              options={open.map(({ roundId, name }) => ({ value: roundId, label: inLanguage(name) }))}
              error={isAsked && chosen === null ? t('missing') : undefined}
            />
          </ActButton>
        </div>
      )}
    </section>
  );
};

/** The rounds in which an incubated challenge stands already: not those in which it was withdrawn again. */
const useRoundsOf = ({ incubation }: ProposedChallenge): readonly string[] => {
  const api = useApi();
  const returned = useSuspenseQueries({
    queries: (incubation?.returnedAs ?? []).map(({ challengeId }) =>
      proposedChallengeQuery(api, challengeId),
    ),
  });
  return returned.flatMap(({ data }) => (data.state === 'WITHDRAWN' ? [] : [data.roundId]));
};
