import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKept } from '../../acts/use-kept.ts';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { ChoiceField } from '../../design/choice-field.tsx';
import { type Designation, sendChange } from '../../designations/queries.ts';
import { day } from '../../i18n/formats.ts';
import { ReasonAct } from '../reason-act.tsx';

/** What is read anew after an act on a designation. */
export const ofDesignations = [['designations'], ['waiting-designations']] as const;

type Props = { readonly designation: Designation };

/** Where in this tab what is typed for an act is kept. */
const placeOf = ({ proposalId }: Designation, act: string): string => `designation.${proposalId}.${act}`;

/** Staff give written notice that a designation is to be cancelled. */
export const NoticeCancellation = ({
  designation,
  commentInSeconds,
}: Props & { readonly commentInSeconds: number }) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const until = day(new Date(serverNow() + commentInSeconds * 1000).toISOString());
  return (
    <ReasonAct
      place={placeOf(designation, 'notice')}
      label={t('notice.label')}
      kind="danger"
      reasonLabel={t('cancelling.reason')}
      maxLength={4000}
      write={(reason, key) => sendChange(api, designation, { action: 'notice-cancellation', reason }, key)}
      refreshes={ofDesignations}
    >
      <ul>
        <li>{t('notice.told')}</li>
        <li>{t('notice.comment', { day: until })}</li>
        <li>{t('notice.stands')}</li>
        <li>{t('notice.another')}</li>
      </ul>
    </ReasonAct>
  );
};

/** Staff let the designation stand after all. */
export const DropCancellation = ({ designation }: Props) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const { activeUntil } = designation;
  return (
    <ReasonAct
      place={placeOf(designation, 'drop')}
      label={t('drop.label')}
      look="secondary"
      maxLength={4000}
      write={(reason, key) => sendChange(api, designation, { action: 'drop-cancellation', reason }, key)}
      refreshes={ofDesignations}
    >
      <ul>
        {activeUntil === null ? null : <li>{t('drop.stands', { day: day(activeUntil) })}</li>}
        <li>{t('drop.record')}</li>
        <li>{t('drop.again')}</li>
      </ul>
    </ReasonAct>
  );
};

/** Staff take back what is prepared. */
export const WithdrawPreparation = ({ designation }: Props) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  return (
    <ReasonAct
      place={placeOf(designation, 'withdraw')}
      label={t('withdraw.label')}
      look="secondary"
      maxLength={4000}
      write={(reason, key) => sendChange(api, designation, { action: 'withdraw-preparation', reason }, key)}
      refreshes={ofDesignations}
    >
      <ul>
        <li>{t('withdraw.ends')}</li>
        <li>{t('withdraw.again')}</li>
        <li>{t('withdraw.record')}</li>
      </ul>
    </ReasonAct>
  );
};

/** Staff record what the review found that a failed first use called for. */
export const ReviewDesignation = ({
  designation,
  commentInSeconds,
}: Props & { readonly commentInSeconds: number }) => {
  const { t } = useTranslation('designations');
  const api = useApi();
  const typed = useKept(placeOf(designation, 'review.result'), { result: '' });
  const [isAsked, setIsAsked] = useState(false);
  const result = (['keep', 'cancel'] as const).find((one) => one === typed.form.result) ?? null;
  const until = day(new Date(serverNow() + commentInSeconds * 1000).toISOString());
  return (
    <ReasonAct
      place={placeOf(designation, 'review')}
      onDone={typed.forget}
      label={t('review.label')}
      reasonLabel={t('review.finding')}
      maxLength={4000}
      isReady={result !== null}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      write={(finding, key) =>
        result === null
          ? Promise.reject(new Error('No result was chosen'))
          : sendChange(api, designation, { action: 'review', finding, result }, key)
      }
      refreshes={ofDesignations}
    >
      <p>{t('review.told')}</p>
      <ChoiceField
        name="result"
        label={t('review.result')}
        value={result}
        options={[
          { value: 'keep', label: t('review.keep') },
          { value: 'cancel', label: t('review.cancel'), hint: t('review.cancelHint', { day: until }) },
        ]}
        onChange={(chosen) => {
          typed.type({ result: chosen });
        }}
        error={isAsked && result === null ? t('review.missing') : undefined}
      />
    </ReasonAct>
  );
};
