import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import type { paths } from '../api/description.ts';
import { useApi } from '../app/services.tsx';
import { TextField } from '../design/text-field.tsx';
import { wholeNumber, written } from '../i18n/typed.ts';
import { PerOrganisation } from '../organisations/per-organisation.tsx';

type Body = NonNullable<
  paths['/designations/{proposalId}/requests']['post']['requestBody']
>['content']['application/json'];

/** What a public body asks a supplier of a designated solution for; nothing for anybody else. */
export const RequestToBuy = ({ proposalId }: { proposalId: string }) => (
  <PerOrganisation kind="PUBLIC_BODY" roles={['buyer']}>
    {(organisationId, name) => (
      <Request key={organisationId} proposalId={proposalId} organisationId={organisationId} name={name} />
    )}
  </PerOrganisation>
);

type Props = {
  readonly proposalId: string;
  readonly organisationId: string;
  readonly name: string | null;
};

const most = 1_000_000;

const Request = ({ proposalId, organisationId, name }: Props) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const place = `request ${proposalId} ${organisationId}`;
  const typed = useKept(place, { quantity: '1', message: '' });
  const [isAsked, setIsAsked] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const quantity = wholeNumber(typed.form.quantity);
  const isQuantity = quantity !== null && quantity >= 1 && quantity <= most;
  const said = written(typed.form.message);
  const label = name === null ? t('request.label') : t('request.as', { name });
  return (
    <>
      <div className="actions">
        <ActButton
          label={label}
          title={label}
          look="secondary"
          act={t('request.send')}
          input={isQuantity && said !== null ? { organisationId, quantity, message: said } : null}
          write={(body: Body, key) =>
            dataOf(
              api.POST('/designations/{proposalId}/requests', {
                params: { path: { proposalId }, header: writeHeaders(key) },
                body,
              }),
            )
          }
          refreshes={[]}
          onIncomplete={() => {
            setIsAsked(true);
          }}
          onDone={() => {
            typed.forget();
            setIsAsked(false);
            setIsDone(true);
          }}
        >
          <p>{t('request.consequence')}</p>
          <TextField
            name="quantity"
            label={t('request.quantity')}
            inputMode="numeric"
            maxLength={9}
            value={typed.form.quantity}
            onChange={(text) => {
              typed.type({ quantity: text });
            }}
            error={isAsked && !isQuantity ? t('request.noQuantity') : undefined}
          />
          <TextField
            name="message"
            label={t('request.message')}
            hint={t('request.messageHint')}
            rows={5}
            maxLength={4000}
            value={typed.form.message}
            onChange={(text) => {
              typed.type({ message: text });
            }}
            error={isAsked && said === null ? t('request.noMessage') : undefined}
          />
        </ActButton>
      </div>
      <p role="status">{isDone ? t('request.done') : null}</p>
    </>
  );
};
