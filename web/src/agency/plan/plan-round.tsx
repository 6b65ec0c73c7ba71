import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { TextField } from '../../design/text-field.tsx';
import { written } from '../../i18n/typed.ts';
import { PolicyFields } from './policy-fields.tsx';
import {
  choiceForm,
  type Choices,
  choicesOf,
  type PlannedPolicy,
  policyOf,
  type Typed,
  usualChoices,
  wrongNumbers,
} from './policy-form.ts';

type Plan = { readonly name: { ko: string; en: string }; readonly policy: PlannedPolicy };

/** The plan as it is sent; what is left out takes the default. Null while a name is missing or a number is none. */
const planOf = (names: { ko: string; en: string }, typed: Typed, choices: Choices): Plan | null => {
  const [ko, en] = [written(names.ko), written(names.en)];
  return ko === null || en === null || wrongNumbers(typed).length > 0
    ? null
    : { name: { ko, en }, policy: policyOf(typed, choices) };
};

/** The way into a new round. Nobody but the agency sees it before its call for challenges. */
export const PlanRound = () => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const navigate = useNavigate();
  const { form, type, forget } = useKept<string>('round.new', choiceForm(usualChoices));
  const names = { ko: form['ko'] ?? '', en: form['en'] ?? '' };
  const choices = choicesOf(form);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div className="actions">
      <ActButton
        label={t('plan.label')}
        title={t('plan.label')}
        input={planOf(names, form, choices)}
        write={(body: Plan, key) =>
          dataOf(api.POST('/rounds', { params: { header: writeHeaders(key) }, body }))
        }
        refreshes={[['preparations']]}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={({ roundId }) => {
          forget();
          return navigate({ to: '/agency/rounds/$roundId', params: { roundId } });
        }}
      >
        <p>{t('plan.consequence')}</p>
        {(['ko', 'en'] as const).map((language) => (
          <TextField
            key={language}
            name={language}
            lang={language}
            label={t(`plan.${language}`)}
            maxLength={200}
            value={names[language]}
            onChange={(value) => {
              type({ [language]: value });
            }}
            error={isAsked && written(names[language]) === null ? t('plan.missing') : undefined}
          />
        ))}
        <PolicyFields
          typed={form}
          onType={type}
          choices={choices}
          onChoose={(chosen) => {
            type(choiceForm(chosen));
          }}
          isAsked={isAsked}
        />
      </ActButton>
    </div>
  );
};
