import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { type Api, dataOf, writeHeaders } from '../api/client.ts';
import type { paths } from '../api/description.ts';
import { serverNow } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { TextField } from '../design/text-field.tsx';
import { number } from '../i18n/formats.ts';
import { isDay, seoulDay, wholeNumber } from '../i18n/typed.ts';

type Body = NonNullable<
  paths['/purchases/{purchaseId}/outcomes']['post']['requestBody']
>['content']['application/json'];

type Props = {
  /** The purchase whose first use it came of, or the designated solution that was bought again. */
  readonly of: { readonly purchaseId: string } | { readonly proposalId: string };
  readonly roundId: string;
  readonly kind: Body['kind'];
  readonly organisationId: string;
  /** Whose it is, where the person acts for several. */
  readonly name?: string | null;
};

const send = (api: Api, of: Props['of'], body: Body, key: string): Promise<{ amount: number }> => {
  const header = writeHeaders(key);
  if ('purchaseId' in of)
    return dataOf(api.POST('/purchases/{purchaseId}/outcomes', { params: { path: of, header }, body }));
  const { organisationId, amount, day } = body;
  return dataOf(
    api.POST('/designations/{proposalId}/repurchases', {
      params: { path: of, header },
      body: { organisationId, amount, day },
    }),
  );
};

const today = (): string => seoulDay(new Date(serverNow()).toISOString());

/** What came of a product with a published verdict, in figures: another purchase, its sales, the people it serves. */
export const RecordOutcome = ({ of, roundId, kind, organisationId, name = null }: Props) => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const [typed, setTyped] = useState('');
  const [day, setDay] = useState(today);
  const [isAsked, setIsAsked] = useState(false);
  const [recorded, setRecorded] = useState<number | null>(null);
  const amount = wholeNumber(typed);
  const isAmount = amount !== null && Number.isSafeInteger(amount);
  const isPossible = isDay(day) && day <= today();
  const label =
    name === null ? t(`outcome.${kind}.label`) : t('outcome.as', { label: t(`outcome.${kind}.label`), name });
  return (
    <>
      <ActButton
        label={label}
        title={label}
        look="secondary"
        input={isAmount && isPossible ? { kind, organisationId, amount, day } : null}
        write={(body: Body, key) => send(api, of, body, key)}
        refreshes={[['rounds', roundId, 'lessons']]}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={(outcome) => {
          setRecorded(outcome.amount);
          setTyped('');
          setIsAsked(false);
        }}
      >
        <p>{t(`outcome.${kind}.consequence`)}</p>
        <TextField
          name="amount"
          label={t(`outcome.${kind}.amount`)}
          inputMode="numeric"
          maxLength={20}
          value={typed}
          onChange={setTyped}
          error={isAsked && !isAmount ? t('outcome.noNumber') : undefined}
        />
        <TextField
          name="day"
          label={t(`outcome.${kind}.day`)}
          type="date"
          value={day}
          onChange={setDay}
          error={isAsked && !isPossible ? t('deliver.dayAhead') : undefined}
        />
      </ActButton>
      <span role="status">
        {recorded === null ? null : t('outcome.recorded', { amount: number(recorded) })}
      </span>
    </>
  );
};
