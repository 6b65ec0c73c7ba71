import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import type { Form } from '../acts/kept.ts';
import { SaveConflict } from '../acts/save-state.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Requirement } from '../challenges/requirement.tsx';
import { OnceDeclared } from '../conflicts/once-declared.tsx';
import { ChoiceField } from '../design/choice-field.tsx';
import { TextField } from '../design/text-field.tsx';
import { FilesAlong } from '../files/files-along.tsx';
import { useTaking } from '../files/use-taking.ts';
import { inLanguage } from '../i18n/formats.ts';
import { decimal, written } from '../i18n/typed.ts';
import { FirstUseRecord } from '../purchases/first-use-record.tsx';
import { Outcomes } from '../purchases/outcomes.tsx';
import { type FirstUse, firstUseQuery, type Purchase } from '../purchases/queries.ts';
import { isMet, measurementsOf } from './trial.ts';

/** The trial of what was accepted: its plan, what was measured, and the verdict. */
export const FirstUsePart = ({ purchase, isFirstUser }: { purchase: Purchase; isFirstUser: boolean }) => {
  const { t } = useTranslation('proposing');
  const { purchaseId, roundId, challengeId } = purchase;
  const { data: firstUse } = useSuspenseQuery(firstUseQuery(useApi(), purchaseId));
  const { state } = firstUse;
  const isRunning = state === 'IN_USE' || state === 'REPORT_DUE';
  return (
    <FirstUseRecord firstUse={firstUse}>
      {isFirstUser && isRunning ? (
        <OnceDeclared roundId={roundId} challengeId={challengeId}>
          <div className="actions">
            <Plan firstUse={firstUse} />
          </div>
          {state === 'REPORT_DUE' ? <Report firstUse={firstUse} /> : null}
        </OnceDeclared>
      ) : null}
      {isFirstUser && state === 'IN_USE' ? <p>{t('reportLater')}</p> : null}
      {isFirstUser && state === 'PUBLISHED' ? (
        <Outcomes firstUse={firstUse} kind="people-served" organisationId={firstUse.firstUserId} />
      ) : null}
    </FirstUseRecord>
  );
};

/** The field of a target, by its place in their order. */
const placeName = (place: number): string => `target.${place}`;

/** The plan as it stands, by its fields. */
const planForm = ({ plan, targets }: FirstUse): Form => ({
  steps: plan?.steps ?? '',
  ...Object.fromEntries(
    targets.map(({ name }, place) => [
      placeName(place),
      plan?.methods.find((one) => one.name.ko === name.ko)?.method ?? '',
    ]),
  ),
});

const Plan = ({ firstUse }: { firstUse: FirstUse }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const { plan, purchaseId, targets, version } = firstUse;
  const kept = useKept<string>(`trial-plan.${purchaseId}`, planForm(firstUse), version);
  const { form, type, forget } = kept;
  const steps = form['steps'] ?? '';
  const methods = targets.map((_, place) => form[placeName(place)] ?? '');
  const [isAsked, setAsked] = useState(false);
  const isWhole = written(steps) !== null && methods.every((method) => written(method) !== null);
  return (
    <ActButton
      label={plan === null ? t('planTrial') : t('changePlan')}
      title={t('planTitle')}
      look="secondary"
      input={
        isWhole
          ? {
              steps,
              methods: targets.map(({ name }, place) => ({ name: name.ko, method: methods[place] ?? '' })),
            }
          : null
      }
      write={(body: { steps: string; methods: { name: string; method: string }[] }, key) =>
        dataOf(
          api.PUT('/purchases/{purchaseId}/trial-plan', {
            params: { path: { purchaseId }, header: writeHeaders(key, version) },
            body,
          }),
        )
      }
      refreshes={[['purchases']]}
      onDone={forget}
      onIncomplete={() => {
        setAsked(true);
      }}
    >
      <p>{t('planText')}</p>
      <SaveConflict
        saving={kept}
        names={Object.keys(form)}
        labelOf={(name) => {
          const target = targets.find((_, place) => placeName(place) === name);
          return target === undefined ? t('steps') : t('methodFor', { target: inLanguage(target.name) });
        }}
      />
      <TextField
        label={t('steps')}
        rows={5}
        maxLength={8000}
        value={steps}
        onChange={(text) => {
          type({ steps: text });
        }}
        error={isAsked && written(steps) === null ? t('missing') : undefined}
      />
      {targets.map((target, place) => (
        <div key={target.name.ko}>
          <TextField
            label={t('methodFor', { target: inLanguage(target.name) })}
            rows={2}
            maxLength={2000}
            value={methods[place] ?? ''}
            onChange={(text) => {
              type({ [placeName(place)]: text });
            }}
            error={isAsked && written(methods[place] ?? '') === null ? t('missing') : undefined}
          />
          <p className="hint">
            <Requirement target={target} />
          </p>
        </div>
      ))}
    </ActButton>
  );
};

const verdicts = ['SUCCESS', 'FAILURE', 'INCONCLUSIVE'] as const;
type Verdict = (typeof verdicts)[number];

const Report = ({ firstUse }: { firstUse: FirstUse }) => {
  const { t } = useTranslation(['proposing', 'purchases']);
  const api = useApi();
  const { acceptedAt, purchaseId, targets, version } = firstUse;
  const taking = useTaking({ kind: 'purchase', ownerId: purchaseId, since: acceptedAt });
  const { form, type, forget } = useKept<string>(`report.${purchaseId}`, {});
  const values = targets.map((_, place) => form[placeName(place)] ?? '');
  const verdict = verdicts.find((one) => one === form['verdict']) ?? null;
  const evidence = form['evidence'] ?? '';
  const [isAsked, setAsked] = useState(false);
  const measurements = measurementsOf(targets, values);
  const shown = written(evidence);
  return (
    <>
      <FilesAlong taking={taking} text={t('reportFiles')} />
      <div className="actions">
        <ActButton
          label={t('reportVerdict')}
          title={t('reportTitle')}
          input={
            measurements === null || verdict === null || shown === null
              ? null
              : { verdict, measurements: [...measurements], evidence: shown }
          }
          taking={taking}
          write={(
            typed: {
              verdict: Verdict;
              measurements: { name: string; value: number | null; met: boolean | null }[];
              evidence: string;
            },
            key,
            attachmentIds,
          ) =>
            dataOf(
              api.POST('/purchases/{purchaseId}/verdict', {
                params: { path: { purchaseId }, header: writeHeaders(key, version) },
                body: { ...typed, attachmentIds },
              }),
            )
          }
          refreshes={[['purchases']]}
          onDone={forget}
          onIncomplete={() => {
            setAsked(true);
          }}
        >
          <p>{t('reportText')}</p>
          {targets.map((target, place) => {
            const typed = values[place] ?? '';
            const value = decimal(typed);
            return (
              <div key={target.name.ko}>
                <TextField
                  label={t('measuredIn', { target: inLanguage(target.name), unit: target.unit })}
                  hint={t('measuredHint')}
                  inputMode="decimal"
                  value={typed}
                  onChange={(text) => {
                    type({ [placeName(place)]: text });
                  }}
                  error={Number.isNaN(value) ? t('invalid.value') : undefined}
                />
                <p className="hint">
                  <Requirement target={target} />
                </p>
                {value === null || Number.isNaN(value) ? null : (
                  <p role="status">{isMet(target, value) ? t('targetMet') : t('targetMissed')}</p>
                )}
              </div>
            );
          })}
          <ChoiceField
            label={t('verdict')}
            value={verdict}
            onChange={(chosen) => {
              type({ verdict: chosen });
            }}
            error={isAsked && verdict === null ? t('missing') : undefined}
            options={verdicts.map((value) => ({
              value,
              label: t(`purchases:verdict.${value}`),
              hint: t(`verdictHint.${value}`),
            }))}
          />
          <TextField
            label={t('evidence')}
            hint={t('evidenceHint')}
            rows={5}
            maxLength={8000}
            value={evidence}
            onChange={(text) => {
              type({ evidence: text });
            }}
            error={isAsked && shown === null ? t('missing') : undefined}
          />
        </ActButton>
      </div>
    </>
  );
};
