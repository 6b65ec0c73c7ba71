import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { TextField } from '../design/text-field.tsx';
import type { Taking } from '../files/use-taking.ts';
import { written } from '../i18n/typed.ts';

type Props = {
  /** Where in this tab the reason is kept until it is sent. */
  readonly place: string;
  readonly label: string;
  /** What follows from it; fields that stand before the reason may be here. */
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'danger';
  readonly look?: 'primary' | 'secondary' | 'danger';
  /** What the reason's field is called, and how much it takes. */
  readonly reasonLabel?: string;
  readonly maxLength?: number;
  /** The files that go along, where any may. */
  readonly taking?: Taking;
  readonly write: (reason: string, key: string, attachmentIds: string[]) => Promise<unknown>;
  readonly refreshes: readonly (readonly unknown[])[];
  readonly onDone?: () => void;
} & (
  | {
      /** False while another field of the dialog is not filled in. */
      readonly isReady: boolean;
      /** Told when it would be sent and something is missing. */
      readonly onIncomplete: () => void;
    }
  | { readonly isReady?: undefined; readonly onIncomplete?: undefined }
);

/** An act that asks for its reason; what was typed stays until it is done. */
export const ReasonAct = ({
  place,
  label,
  children,
  reasonLabel,
  maxLength = 1000,
  isReady = true,
  onIncomplete,
  onDone,
  ...act
}: Props) => {
  const { t } = useTranslation('agency');
  const typed = useKept(place, { reason: '' });
  const [isAsked, setIsAsked] = useState(false);
  const reason = written(typed.form.reason);
  return (
    <ActButton
      {...act}
      label={label}
      title={label}
      input={isReady ? reason : null}
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
        label={reasonLabel ?? t('field.reason')}
        rows={4}
        maxLength={maxLength}
        value={typed.form.reason}
        onChange={(text) => {
          typed.type({ reason: text });
        }}
        error={isAsked && reason === null ? t('missing.reason') : undefined}
      />
    </ActButton>
  );
};
