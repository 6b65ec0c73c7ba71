import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { type Api, dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { ErrorSummary } from '../design/error-summary.tsx';
import { TextField } from '../design/text-field.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { written } from '../i18n/typed.ts';
import { roundQuery } from '../rounds/queries.ts';
import { type RoundDeclaration, roundDeclarationQuery } from './queries.ts';

type Props = { readonly roundId: string; readonly onDone?: () => void | Promise<void> };
type Body = { readonly conflicts: { challengeId: string; reason: string }[] };

const none: Body = { conflicts: [] };

const send = (api: Api, roundId: string) => (body: Body, key: string) =>
  dataOf(
    api.POST('/rounds/{roundId}/declaration', {
      params: { path: { roundId }, header: writeHeaders(key) },
      body,
    }),
  );

/** What every declaration may change: whatever was readable, and what was not. */
const refreshed = (roundId: string) => [['rounds', roundId], ['evaluations'], ['purchases']];

/** Declares once for a round, before anything that was opened is read: clear, or the challenges with a stake. */
export const DeclareForRound = ({ roundId, onDone = () => undefined }: Props) => {
  const { t } = useTranslation('conflicts');
  const api = useApi();
  const { data } = useSuspenseQuery(roundDeclarationQuery(api, roundId));
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  return (
    <>
      <p>{t('whichKinds', { count: round.policy.employmentConflictInYears })}</p>
      <details>
        <summary>{t('parties', { count: data.challenges.length })}</summary>
        <ul>
          {data.challenges.map(({ challengeId, title, suppliers }) => (
            <li key={challengeId}>
              {inLanguage(title)}
              {suppliers.length === 0 ? null : `: ${suppliers.map((name) => inLanguage(name)).join(', ')}`}
            </li>
          ))}
        </ul>
      </details>
      <div className="actions">
        <ActButton
          label={t('clear')}
          title={t('clearTitle')}
          act={t('clearAct')}
          input={none}
          write={send(api, roundId)}
          refreshes={refreshed(roundId)}
          onDone={onDone}
        >
          <p>{t('clearText')}</p>
          <p>{t('final')}</p>
        </ActButton>
        <Stakes roundId={roundId} challenges={data.challenges} onDone={onDone} />
      </div>
    </>
  );
};

type StakesProps = Required<Props> & Pick<RoundDeclaration, 'challenges'>;

const Stakes = ({ roundId, challenges, onDone }: StakesProps) => {
  const { t } = useTranslation('conflicts');
  const api = useApi();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const reason = written(typed);
  const isComplete = chosen.length > 0 && reason !== null;
  return (
    <ActButton
      label={t('stake')}
      title={t('stakeTitle')}
      act={t('stakeAct')}
      kind="danger"
      look="secondary"
      input={isComplete ? { conflicts: chosen.map((challengeId) => ({ challengeId, reason })) } : null}
      write={send(api, roundId)}
      refreshes={refreshed(roundId)}
      onDone={onDone}
      onIncomplete={() => {
        setIsAsked(true);
      }}
    >
      <ErrorSummary
        problems={
          isAsked && chosen.length === 0
            ? [{ field: `stake-${challenges[0]?.challengeId ?? ''}`, message: t('stakeMissing') }]
            : []
        }
      />
      <fieldset>
        <legend>{t('stakeIn')}</legend>
        {challenges.map(({ challengeId, title }) => (
          <Checkbox
            key={challengeId}
            name={`stake-${challengeId}`}
            label={inLanguage(title)}
            isSelected={chosen.includes(challengeId)}
            onChange={(isChosen) => {
              setChosen((before) =>
                isChosen ? [...before, challengeId] : before.filter((one) => one !== challengeId),
              );
            }}
          />
        ))}
      </fieldset>
      <TextField
        name="stake-reason"
        label={t('reason')}
        hint={t('reasonHint')}
        rows={3}
        maxLength={2000}
        value={typed}
        onChange={setTyped}
        error={isAsked && reason === null ? t('reasonMissing') : undefined}
      />
      <p>{t('stakeText')}</p>
      <p>{t('final')}</p>
    </ActButton>
  );
};
