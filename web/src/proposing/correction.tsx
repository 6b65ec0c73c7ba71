import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { ErrorSummary } from '../design/error-summary.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';
import { ChallengeFields } from './challenge-fields.tsx';
import { useFormProblems } from './form-problems.ts';
import { formOf, termsOf } from './form.ts';
import type { ProposedChallenge } from './queries.ts';

/** The way to correct a published challenge: its text, what changed, and whom that concerns. */
export const Correction = ({ challenge }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation('proposing');
  const [isOpen, setOpen] = useState(false);
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
          key={challenge.version}
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
  const [form, setForm] = useState(() => formOf(challenge));
  const [ko, setKo] = useState('');
  const [en, setEn] = useState('');
  const problems = useFormProblems(form);
  const explanation = { ko: written(ko), en: written(en) };
  const isWhole = problems.isWhole && explanation.ko !== null && explanation.en !== null;
  return (
    <>
      <ErrorSummary problems={problems.shown} />
      <ChallengeFields form={form} change={setForm} problemOf={problems.problemOf} />
      <TextField label={t('explanationKo')} lang="ko" rows={3} maxLength={2000} value={ko} onChange={setKo} />
      <TextField label={t('explanationEn')} lang="en" rows={3} maxLength={2000} value={en} onChange={setEn} />
      <div className="actions">
        <ActButton
          label={t('publishCorrection')}
          title={t('publishCorrectionTitle')}
          input={
            isWhole && explanation.ko !== null && explanation.en !== null
              ? { ...termsOf(form), explanation: { ko: explanation.ko, en: explanation.en } }
              : null
          }
          write={(body: Body, key) =>
            dataOf(
              api.POST('/challenges/{challengeId}/corrections', {
                params: { path: { challengeId }, header: writeHeaders(key, version) },
                body,
              }),
            )
          }
          refreshes={[['proposing'], ['challenges', challengeId]]}
          onDone={onDone}
          onIncomplete={problems.check}
        >
          <p>{t('publishCorrectionText')}</p>
          {isWhole ? null : <p role="alert">{t('correctionIncomplete')}</p>}
        </ActButton>
      </div>
    </>
  );
};

type Body = ReturnType<typeof termsOf> & { readonly explanation: { ko: string; en: string } };
