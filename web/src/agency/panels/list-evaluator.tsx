import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import type { paths } from '../../api/description.ts';
import { useApi } from '../../app/services.tsx';
import { TextField } from '../../design/text-field.tsx';
import { written } from '../../i18n/typed.ts';

type Body = NonNullable<
  paths['/rounds/{roundId}/evaluators']['post']['requestBody']
>['content']['application/json'];

const fields = ['accountId', 'organisationId', 'name', 'expertise'] as const;
type Values = Readonly<Record<(typeof fields)[number], string>>;
const noValues: Values = { accountId: '', organisationId: '', name: '', expertise: '' };
const maxLengths: Readonly<Record<keyof Values, number>> = {
  accountId: 36,
  organisationId: 36,
  name: 200,
  expertise: 500,
};

/** The entry as it is sent; null while something is missing. */
const bodyOf = (values: Values): Body | null => {
  const [accountId, organisationId] = [values.accountId.trim(), values.organisationId.trim()];
  const name = written(values.name);
  const expertise = written(values.expertise);
  return accountId === '' || organisationId === '' || name === null || expertise === null
    ? null
    : { accountId, organisationId, name, expertise };
};

/** Staff put an evaluator into the round's pool, until its panels are drawn. */
export const ListEvaluator = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('panels');
  const api = useApi();
  const [values, setValues] = useState<Values>(noValues);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div className="actions">
      <ActButton
        label={t('list')}
        title={t('list')}
        look="secondary"
        input={bodyOf(values)}
        write={(body: Body, key) =>
          dataOf(
            api.POST('/rounds/{roundId}/evaluators', {
              params: { path: { roundId }, header: writeHeaders(key) },
              body,
            }),
          )
        }
        refreshes={[['rounds', roundId, 'evaluators']]}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={() => {
          setValues(noValues);
          setIsAsked(false);
        }}
      >
        <p>{t('listConsequence')}</p>
        {fields.map((name) => (
          <TextField
            key={name}
            name={name}
            label={t(`field.${name}`)}
            {...(name === 'accountId' ? { hint: t('accountHint') } : {})}
            maxLength={maxLengths[name]}
            value={values[name]}
            onChange={(value) => {
              setValues((before) => ({ ...before, [name]: value }));
            }}
            error={isAsked && written(values[name]) === null ? t(`missing.${name}`) : undefined}
          />
        ))}
      </ActButton>
    </div>
  );
};
