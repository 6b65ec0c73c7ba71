import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { serverNow } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { TextField } from '../design/text-field.tsx';
import { FilesAlong } from '../files/files-along.tsx';
import { useTaking } from '../files/use-taking.ts';
import { isDay, seoulDay, written } from '../i18n/typed.ts';
import type { Purchase } from './queries.ts';

type Delivery = { readonly deliveredOn: string; readonly note: string };

const today = (): string => seoulDay(new Date(serverNow()).toISOString());

/** The supplier says that it has delivered, or remedied, and since what day; what is typed outlives the page. */
export const RecordDelivery = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const { delivery, deliveryCount, purchaseId, state, version } = purchase;
  const { form, type, forget } = useKept(`delivery.${purchaseId}.${deliveryCount}`, {
    deliveredOn: today(),
    note: '',
  });
  const [isAsked, setIsAsked] = useState(false);
  const taking = useTaking({ kind: 'purchase', ownerId: purchaseId, since: delivery?.at });
  const note = written(form.note);
  const isPossible = isDay(form.deliveredOn) && form.deliveredOn <= today();
  const label = state === 'REMEDY_REQUIRED' ? t('deliver.remedied') : t('deliver.label');
  return (
    <>
      <FilesAlong taking={taking} />
      <div className="actions">
        <ActButton
          label={label}
          title={label}
          input={note === null || !isPossible ? null : { deliveredOn: form.deliveredOn, note }}
          taking={taking}
          write={(typed: Delivery, key, attachmentIds) =>
            dataOf(
              api.POST('/purchases/{purchaseId}/delivery', {
                params: { path: { purchaseId }, header: writeHeaders(key, version) },
                body: { ...typed, attachmentIds },
              }),
            )
          }
          refreshes={[['purchases']]}
          onIncomplete={() => {
            setIsAsked(true);
          }}
          onDone={forget}
        >
          <p>{t('deliver.consequence')}</p>
          <TextField
            name="deliveredOn"
            label={t('record.deliveredOn')}
            type="date"
            value={form.deliveredOn}
            onChange={(deliveredOn) => {
              type({ deliveredOn });
            }}
            error={isAsked && !isPossible ? t('deliver.dayAhead') : undefined}
          />
          <TextField
            name="note"
            label={t('deliver.note')}
            hint={t('deliver.noteHint')}
            rows={5}
            maxLength={4000}
            value={form.note}
            onChange={(text) => {
              type({ note: text });
            }}
            error={isAsked && note === null ? t('conclude.problem.missing') : undefined}
          />
        </ActButton>
      </div>
    </>
  );
};
