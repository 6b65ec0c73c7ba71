import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import type { paths } from '../../api/description.ts';
import { useApi } from '../../app/services.tsx';
import { Button } from '../../design/button.tsx';
import { InstantText } from '../../design/instant.tsx';
import { TextField } from '../../design/text-field.tsx';
import { written } from '../../i18n/typed.ts';
import { useAgent } from '../agent.ts';
import { WaitingSupplement } from '../inbox/waiting-supplement.tsx';
import { poolSupplementQuery } from '../queries.ts';
import { SupplementTable } from './supplement-table.tsx';

/** Further evaluators for a round whose panels are drawn: who is proposed or was approved last, and the act of staff. */
export const Supplement = ({ roundId, mayPropose }: { roundId: string; mayPropose: boolean }) => {
  const { t } = useTranslation('panels');
  const { data: supplement } = useSuspenseQuery(poolSupplementQuery(useApi(), roundId));
  const isStaff = useAgent().may('staff');
  if (supplement === null && !mayPropose) return null;
  return (
    <>
      <h2>{t('supplement.title')}</h2>
      <p>{t('supplement.text')}</p>
      {supplement === null ? null : supplement.approvedAt === null ? (
        <WaitingSupplement supplement={supplement} />
      ) : (
        <>
          <p>
            {t('supplement.approvedAt')} <InstantText at={supplement.approvedAt} />
          </p>
          <SupplementTable supplement={supplement} />
        </>
      )}
      {isStaff && mayPropose ? <Propose roundId={roundId} /> : null}
    </>
  );
};

type Person = NonNullable<
  paths['/rounds/{roundId}/pool-supplement']['post']['requestBody']
>['content']['application/json']['people'][number];

const fields = ['accountId', 'organisationId', 'name', 'expertise'] as const;
type Field = (typeof fields)[number];
type Form = Readonly<Record<string, string>>;
const maxLengths: Readonly<Record<Field, number>> = {
  accountId: 36,
  organisationId: 36,
  name: 200,
  expertise: 500,
};
/** As many as the agency takes at once, and how many it takes at least. */
const [least, most] = [2, 10];
const placeOf = (field: Field, at: number): string => `${field}-${at}`;
const blank: Form = {
  count: String(least),
  ...Object.fromEntries(
    Array.from({ length: most }, (_, at) => fields.map((field) => [placeOf(field, at), ''] as const)).flat(),
  ),
};

/** One of those who are typed; null while something is missing. */
const personAt = (form: Form, at: number): Person | null => {
  const [accountId, organisationId, name, expertise] = fields.map((field) =>
    written(form[placeOf(field, at)] ?? ''),
  );
  return accountId && organisationId && name && expertise
    ? { accountId, organisationId, name, expertise }
    : null;
};

const Propose = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('panels');
  const api = useApi();
  const typed = useKept<string>(`supplement.${roundId}`, blank);
  const [isAsked, setIsAsked] = useState(false);
  const places = [...Array(Number(typed.form['count'])).keys()];
  const people = places.map((at) => personAt(typed.form, at)).filter((person) => person !== null);
  return (
    <div className="actions">
      <ActButton
        label={t('supplement.propose')}
        title={t('supplement.propose')}
        look="secondary"
        input={people.length === places.length ? { people } : null}
        write={(body: { people: Person[] }, key) =>
          dataOf(
            api.POST('/rounds/{roundId}/pool-supplement', {
              params: { path: { roundId }, header: writeHeaders(key) },
              body,
            }),
          )
        }
        refreshes={[['rounds', roundId]]}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={() => {
          typed.forget();
          setIsAsked(false);
        }}
      >
        <p>{t('supplement.consequence')}</p>
        {places.map((at) => (
          <fieldset key={at}>
            <legend>{t('supplement.person', { number: at + 1 })}</legend>
            {fields.map((field) => (
              <TextField
                key={field}
                name={placeOf(field, at)}
                label={t(`field.${field}`)}
                {...(field === 'accountId' ? { hint: t('accountHint') } : {})}
                maxLength={maxLengths[field]}
                value={typed.form[placeOf(field, at)] ?? ''}
                onChange={(value) => {
                  typed.type({ [placeOf(field, at)]: value });
                }}
                error={
                  isAsked && written(typed.form[placeOf(field, at)] ?? '') === null
                    ? t(`missing.${field}`)
                    : undefined
                }
              />
            ))}
          </fieldset>
        ))}
        {places.length < most ? (
          <Button
            onPress={() => {
              typed.type({ count: String(places.length + 1) });
            }}
          >
            {t('supplement.more')}
          </Button>
        ) : null}
      </ActButton>
    </div>
  );
};
