import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { TextField } from '../design/text-field.tsx';
import { written } from '../i18n/typed.ts';

type Props = {
  /** Where in this tab what is typed is kept until it is sent. */
  readonly place: string;
  readonly roundId: string;
  /** Null while it is not chosen yet. */
  readonly challengeId: string | null;
  /** What follows from it for whoever declares, and the choice of the challenge where there is one. */
  readonly children: ReactNode;
  readonly onIncomplete?: () => void;
  readonly onDone?: () => void;
};

/** Declares a conflict of interest in a challenge, for good. */
export const DeclareConflict = ({ place, roundId, challengeId, children, onIncomplete, onDone }: Props) => {
  const { t } = useTranslation('conflicts');
  const api = useApi();
  const typed = useKept(place, { reason: '' });
  const [isAsked, setIsAsked] = useState(false);
  const reason = written(typed.form.reason);
  return (
    <ActButton
      label={t('declare')}
      title={t('title')}
      kind="danger"
      look="secondary"
      input={challengeId === null || reason === null ? null : { challengeId, reason }}
      write={(body: { challengeId: string; reason: string }, key) =>
        dataOf(api.POST('/conflicts-of-interest', { params: { header: writeHeaders(key) }, body }))
      }
      // Whatever was readable may be so no more.
      refreshes={[['rounds', roundId], ['evaluations'], ['purchases']]}
      onIncomplete={() => {
        setIsAsked(true);
        onIncomplete?.();
      }}
      onDone={() => {
        typed.forget();
        setIsAsked(false);
        onDone?.();
      }}
    >
      {children}
      <TextField
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        rows={4}
        maxLength={2000}
        value={typed.form.reason}
        onChange={(text) => {
          typed.type({ reason: text });
        }}
        error={isAsked && reason === null ? t('reasonMissing') : undefined}
      />
    </ActButton>
  );
};
