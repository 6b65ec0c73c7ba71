import { type ReactNode, useState } from 'react';
import { Button } from '../design/button.tsx';
import { GoingAlong } from '../files/going-along.tsx';
import type { Taking } from '../files/use-taking.ts';
import { ActDialog } from './act-dialog.tsx';
import { useWrite } from './use-write.ts';

type Props<Input, Answer> = {
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
  readonly input: Input | null;
  /** The files that go along, where any may; while one of them is not ready, nothing is sent. */
  readonly taking?: Taking;
  readonly write: (input: Input, key: string, attachmentIds: string[]) => Promise<Answer>;
  readonly refreshes: readonly (readonly unknown[])[];
  readonly onDone?: (answer: Answer) => void | Promise<void>;
  /** Told when it would be sent and the fields do not make it up, to say what is missing. */
  readonly onIncomplete?: () => void;
};

/** An act with the files that it takes along. */
type Whole<Input> = { readonly input: Input; readonly attachmentIds: string[] };

/** An act that one looks at once more: a button, and the dialog that spells out what follows, takes what is needed and sends it. */
export const ActButton = <Input, Answer>({
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
  const attachmentIds = taking === undefined ? [] : taking.attachmentIds;
  const sending = useWrite<Whole<Input>, Answer>({
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
          sending.reset();
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
          onClose={close}
          onAct={() => {
            if (input === null || attachmentIds === null) onIncomplete?.();
            else sending.begin({ input, attachmentIds });
          }}
        >
          {children}
          {taking === undefined ? null : <GoingAlong taking={taking} />}
        </ActDialog>
      ) : null}
    </>
  );
};
