import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { TextField } from '../design/text-field.tsx';
import type { Taking } from '../files/use-taking.ts';
import { written } from '../i18n/typed.ts';

type Props = {
  readonly label: string;
  /** What follows from it; fields that stand before the reason may be here. */
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'danger';
  readonly look?: 'primary' | 'secondary' | 'danger';
  /** What the reason's field is called, and how much it takes. */
  readonly reasonLabel?: string;
  readonly maxLength?: number;
  /** False while another field of the dialog is not filled in. */
  readonly isReady?: boolean;
  /** Told when it would be sent and something is missing. */
  readonly onIncomplete?: () => void;
  /** The files that go along, where any may. */
  readonly taking?: Taking;
  readonly write: (reason: string, key: string, attachmentIds: string[]) => Promise<unknown>;
  readonly refreshes: readonly (readonly unknown[])[];
};

/** An act that asks for its reason; what was typed stays while it is refused. */
export const ReasonAct = ({
  label,
  children,
  reasonLabel,
  maxLength = 1000,
  isReady = true,
  onIncomplete,
  ...act
}: Props) => {
  const { t } = useTranslation('agency');
  const [text, setText] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const reason = written(text);
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
        setText('');
        setIsAsked(false);
      }}
    >
      {children}
      <TextField
        name="reason"
        label={reasonLabel ?? t('field.reason')}
        rows={4}
        maxLength={maxLength}
        value={text}
        onChange={setText}
        error={isAsked && reason === null ? t('missing.reason') : undefined}
      />
    </ActButton>
  );
};
