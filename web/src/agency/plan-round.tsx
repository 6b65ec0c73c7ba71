import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { TextField } from '../design/text-field.tsx';
import { wholeNumber, written } from '../i18n/typed.ts';

const fields = ['ko', 'en', 'budget', 'maximumPrice'] as const;
type Values = Readonly<Record<(typeof fields)[number], string>>;

const noValues: Values = { ko: '', en: '', budget: '', maximumPrice: '' };

/** The plan as it is sent; money that is left out takes the default. Null while a name is missing or money is none. */
const planOf = ({ ko, en, budget, maximumPrice }: Values) => {
  const names = { ko: written(ko), en: written(en) };
  const budgetInWon = wholeNumber(budget);
  const maximumPriceInWon = wholeNumber(maximumPrice);
  if (names.ko === null || names.en === null) return null;
  if (Number.isNaN(budgetInWon) || Number.isNaN(maximumPriceInWon)) return null;
  return {
    name: { ko: names.ko, en: names.en },
    policy: {
      ...(budgetInWon === null ? {} : { budgetInWon }),
      ...(maximumPriceInWon === null ? {} : { maximumPriceInWon }),
    },
  };
};

/** The way into a new round. Nobody but the agency sees it before its call for challenges. */
export const PlanRound = () => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const navigate = useNavigate();
  const [values, setValues] = useState<Values>(noValues);
  const [isAsked, setIsAsked] = useState(false);
  const errorOf = (name: (typeof fields)[number]): string | undefined => {
    if (!isAsked) return undefined;
    if (name === 'ko' || name === 'en') return written(values[name]) === null ? t(`plan.missing`) : undefined;
    return Number.isNaN(wholeNumber(values[name])) ? t('plan.noNumber') : undefined;
  };
  return (
    <div className="actions">
      <ActButton
        label={t('plan.label')}
        title={t('plan.label')}
        input={planOf(values)}
        write={(body: NonNullable<ReturnType<typeof planOf>>, key) =>
          dataOf(api.POST('/rounds', { params: { header: writeHeaders(key) }, body }))
        }
        refreshes={[['preparations']]}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={({ roundId }) => navigate({ to: '/agency/rounds/$roundId', params: { roundId } })}
      >
        <p>{t('plan.consequence')}</p>
        {fields.map((name) => (
          <TextField
            key={name}
            name={name}
            label={t(`plan.${name}`)}
            {...(name === 'ko' || name === 'en' ? { lang: name, maxLength: 200 } : { inputMode: 'numeric' })}
            {...(name === 'budget' || name === 'maximumPrice' ? { hint: t('plan.default') } : {})}
            value={values[name]}
            onChange={(value) => {
              setValues((before) => ({ ...before, [name]: value }));
            }}
            error={errorOf(name)}
          />
        ))}
      </ActButton>
    </div>
  );
};
