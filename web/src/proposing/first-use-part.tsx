import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Requirement } from '../challenges/requirement.tsx';
import { ChoiceField } from '../design/choice-field.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { TextField } from '../design/text-field.tsx';
import { inLanguage, number } from '../i18n/formats.ts';
import { decimal, written } from '../i18n/typed.ts';
import { type FirstUse, firstUseQuery } from './queries.ts';
import { FirstUseStateTag } from './state-tags.tsx';
import { isMet, measurementsOf } from './trial.ts';

/** The trial of what was accepted: its plan, what was measured, and the verdict. */
export const FirstUsePart = ({ purchaseId, isFirstUser }: { purchaseId: string; isFirstUser: boolean }) => {
  const { t } = useTranslation('proposing');
  const { data: firstUse } = useSuspenseQuery(firstUseQuery(useApi(), purchaseId));
  const { comment, plan, report, state } = firstUse;
  return (
    <section aria-labelledby="trial-heading">
      <h2 id="trial-heading">{t('trial')}</h2>
      <FirstUseStateTag state={state} />
      <Facts
        rows={[
          [t('trialEnds'), <InstantText key="ends" at={firstUse.trialEndsAt} />],
          [t('steps'), plan?.steps],
          ...(plan?.methods ?? []).map(({ name, method }) => [inLanguage(name), method] as const),
        ]}
      />
      {isFirstUser && (state === 'IN_USE' || state === 'REPORT_DUE') ? (
        <div className="actions">
          <Plan key={firstUse.version} firstUse={firstUse} />
          {state === 'REPORT_DUE' ? <Report firstUse={firstUse} /> : null}
        </div>
      ) : null}
      {isFirstUser && state === 'IN_USE' ? <p>{t('reportLater')}</p> : null}
      {report === null ? null : (
        <>
          <h3>{t('report')}</h3>
          <Facts
            rows={[
              [t('verdict'), t(`verdicts.${report.verdict}`)],
              ...report.measurements.map(
                ({ measured, met, name, unit }) =>
                  [
                    inLanguage(name),
                    measured === null
                      ? t('notMeasured')
                      : t(met === true ? 'measuredMet' : 'measuredMissed', { value: number(measured), unit }),
                  ] as const,
              ),
              [t('evidence'), report.evidence],
              [t('comment'), comment?.text],
            ]}
          />
        </>
      )}
    </section>
  );
};

const Plan = ({ firstUse }: { firstUse: FirstUse }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const { plan, purchaseId, targets, version } = firstUse;
  const [steps, setSteps] = useState(plan?.steps ?? '');
  const [methods, setMethods] = useState<readonly string[]>(() =>
    targets.map(({ name }) => plan?.methods.find((one) => one.name.ko === name.ko)?.method ?? ''),
  );
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
      refreshes={[['proposing', 'purchases']]}
      onIncomplete={() => {
        setAsked(true);
      }}
    >
      <p>{t('planText')}</p>
      <TextField
        label={t('steps')}
        rows={5}
        maxLength={8000}
        value={steps}
        onChange={setSteps}
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
              setMethods((before) => before.map((one, index) => (index === place ? text : one)));
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

type Verdict = 'SUCCESS' | 'FAILURE' | 'INCONCLUSIVE';

const Report = ({ firstUse }: { firstUse: FirstUse }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const { purchaseId, targets, version } = firstUse;
  const [values, setValues] = useState<readonly string[]>(() => targets.map(() => ''));
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [evidence, setEvidence] = useState('');
  const [isAsked, setAsked] = useState(false);
  const measurements = measurementsOf(targets, values);
  const shown = written(evidence);
  return (
    <ActButton
      label={t('reportVerdict')}
      title={t('reportTitle')}
      input={
        measurements === null || verdict === null || shown === null
          ? null
          : { verdict, measurements: [...measurements], evidence: shown }
      }
      write={(
        body: {
          verdict: Verdict;
          measurements: { name: string; value: number | null; met: boolean | null }[];
          evidence: string;
        },
        key,
      ) =>
        dataOf(
          api.POST('/purchases/{purchaseId}/verdict', {
            params: { path: { purchaseId }, header: writeHeaders(key, version) },
            body,
          }),
        )
      }
      refreshes={[['proposing', 'purchases']]}
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
                setValues((before) => before.map((one, index) => (index === place ? text : one)));
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
        onChange={setVerdict}
        error={isAsked && verdict === null ? t('missing') : undefined}
        options={(['SUCCESS', 'FAILURE', 'INCONCLUSIVE'] as const).map((value) => ({
          value,
          label: t(`verdicts.${value}`),
          hint: t(`verdictHint.${value}`),
        }))}
      />
      <TextField
        label={t('evidence')}
        hint={t('evidenceHint')}
        rows={5}
        maxLength={8000}
        value={evidence}
        onChange={setEvidence}
        error={isAsked && shown === null ? t('missing') : undefined}
      />
    </ActButton>
  );
};
