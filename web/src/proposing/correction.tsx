import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { readKept } from '../acts/kept.ts';
import { SaveConflict } from '../acts/save-state.tsx';
import { ThrowAway } from '../acts/throw-away.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { ErrorSummary } from '../design/error-summary.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';
import { ChallengeFields } from './challenge-fields.tsx';
import { useFieldLabel, useFormProblems } from './form-problems.ts';
import { formOf, termsOf } from './form.ts';
import type { ProposedChallenge } from './queries.ts';

/** Where in this tab a correction is kept until it is published. */
const placeOf = ({ challengeId }: ProposedChallenge): string => `correction.${challengeId}`;

const explanations = ['explanationKo', 'explanationEn'] as const;

/** The way to correct a published challenge: its text, what changed, and whom that concerns. */
export const Correction = ({ challenge }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation('proposing');
  // What was begun goes on.
  const [isOpen, setOpen] = useState(() => readKept(placeOf(challenge)) !== null);
  return (
    <section aria-labelledby="correction-heading">
      <h2 id="correction-heading">{t('correction')}</h2>
      <p>{t('correctionText')}</p>
      <Button
        onPress={() => {
          setOpen((before) => !before);
        }}
      >
        {isOpen ? t('leaveCorrection') : t('beginCorrection')}
      </Button>
      {isOpen ? (
        <CorrectionForm
          challenge={challenge}
          onDone={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </section>
  );
};

const CorrectionForm = ({ challenge, onDone }: { challenge: ProposedChallenge; onDone: () => void }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const { challengeId, version } = challenge;
  const kept = useKept<string>(
    placeOf(challenge),
    { ...formOf(challenge), explanationKo: '', explanationEn: '' },
    version,
  );
  const { form, type } = kept;
  const labelOf = useFieldLabel();
  const nameOf = (name: string): string => {
    const own = explanations.find((one) => one === name);
    return own === undefined ? labelOf(name) : t(own);
  };
  const [isAsked, setAsked] = useState(false);
  const problems = useFormProblems(form);
  const [ko, en] = [written(form['explanationKo'] ?? ''), written(form['explanationEn'] ?? '')];
  const isWhole = problems.isWhole && ko !== null && en !== null && kept.theirs === null;
  const unexplained = explanations.filter((name) => isAsked && written(form[name] ?? '') === null);
  return (
    <>
      <SaveConflict saving={kept} names={Object.keys(form)} labelOf={nameOf} />
      <ErrorSummary
        problems={[
          ...problems.shown,
          ...unexplained.map((field) => ({ field, message: t('missingField', { field: t(field) }) })),
        ]}
      />
      <ChallengeFields form={form} change={kept.change} problemOf={problems.problemOf} />
      {explanations.map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(name)}
          lang={name === 'explanationKo' ? 'ko' : 'en'}
          rows={3}
          maxLength={2000}
          value={form[name] ?? ''}
          onChange={(text) => {
            type({ [name]: text });
          }}
          error={unexplained.includes(name) ? t('missing') : undefined}
        />
      ))}
      {kept.isTyped ? <p className="hint">{t('correctionKept')}</p> : null}
      <div className="actions">
        <ActButton
          label={t('publishCorrection')}
          title={t('publishCorrectionTitle')}
          input={isWhole ? { ...termsOf(form), explanation: { ko, en } } : null}
          write={(body: Body, key) =>
            dataOf(
              api.POST('/challenges/{challengeId}/corrections', {
                params: { path: { challengeId }, header: writeHeaders(key, version) },
                body,
              }),
            )
          }
          refreshes={[['proposing'], ['challenges', challengeId]]}
          onDone={() => {
            kept.forget();
            onDone();
          }}
          onIncomplete={() => {
            problems.check();
            setAsked(true);
          }}
        >
          <p>{t('publishCorrectionText')}</p>
          {isAsked && !isWhole ? <p role="alert">{t('correctionIncomplete')}</p> : null}
        </ActButton>
        {kept.isTyped ? <ThrowAway onAct={kept.forget} /> : null}
      </div>
    </>
  );
};

type Body = ReturnType<typeof termsOf> & { readonly explanation: { ko: string; en: string } };
