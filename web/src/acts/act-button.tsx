import { type ReactNode, useState } from 'react';
import { ErrorBanner } from '../app/error-banner.tsx';
import { Button } from '../design/button.tsx';
import { GoingAlong } from '../files/going-along.tsx';
import type { Taking } from '../files/use-taking.ts';
import { ActDialog } from './act-dialog.tsx';
import { useWrite } from './use-write.ts';

/** What an act sends: it is JSON. */
type Sent = object | string;

type Props<Input extends Sent | null, Answer> = {
  /** What the button says. */
  readonly label: string;
  readonly title: string;
  /** What follows from the act, in a sentence or more, and the fields that it takes. */
  readonly children: ReactNode;
  /** What the button of the dialog says; the label, where nothing else is given. */
  readonly act?: string;
  readonly kind?: 'primary' | 'danger';
  /** How it looks on the page, where it differs. */
  readonly look?: 'primary' | 'secondary' | 'danger' | 'quiet';
  readonly isDisabled?: boolean;
  /** What is sent now; null while the fields do not make it up, and then nothing is sent. */
  readonly input: Input;
  /** The files that go along, where any may; while one of them is not ready, nothing is sent. */
  readonly taking?: Taking;
  readonly write: (input: NonNullable<Input>, key: string, attachmentIds: string[]) => Promise<Answer>;
  readonly refreshes: readonly (readonly unknown[])[];
  readonly onDone?: (answer: Answer) => void | Promise<void>;
  /** Told when it would be sent and the fields do not make it up, to say what is missing. */
  readonly onIncomplete?: () => void;
  // A button that did nothing, and did not say why, could be written otherwise.
} & (null extends Input ? { readonly onIncomplete: () => void } : unknown);

/** An act with the files that it takes along. */
type Whole<Input> = { readonly input: Input; readonly attachmentIds: string[] };

/** An act that one looks at once more: a button, and the dialog that spells out what follows, takes what is needed and sends it. */
export const ActButton = <Input extends Sent | null, Answer>({
  label,
  title,
  children,
  act = label,
  kind = 'primary',
  look = kind,
  isDisabled = false,
  input,
  taking,
  write,
  refreshes,
  onDone,
  onIncomplete,
}: Props<Input, Answer>) => {
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
  };
  const goBack = (): void => {
    if (sending.isPending) sending.leave();
    else sending.reset();
    close();
  };
  const attachmentIds = taking === undefined ? [] : taking.attachmentIds;
  const sending = useWrite<Whole<NonNullable<Input>>, Answer>({
    write: (whole, key) => write(whole.input, key, whole.attachmentIds),
    refreshes,
    onDone: async (answer) => {
      close();
      await onDone?.(answer);
    },
  });
  return (
    <>
      <Button
        kind={look}
        isDisabled={isDisabled}
        onPress={() => {
          if (!sending.isPending) sending.reset();
          setIsOpen(true);
        }}
      >
        {label}
      </Button>
      {isOpen ? (
        <ActDialog
          title={title}
          act={act}
          kind={kind}
          isPending={sending.isPending}
          error={sending.error}
          onClose={goBack}
          onAct={() => {
            if (input === null || attachmentIds === null) onIncomplete?.();
            else sending.begin({ input, attachmentIds });
          }}
        >
          {children}
          {taking === undefined ? null : <GoingAlong taking={taking} />}
        </ActDialog>
      ) : (
        <ErrorBanner error={sending.error} />
      )}
    </>
  );
};
