import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.tsx';
import { ActDialog } from './act-dialog.tsx';

type Props = {
  /** What the button says, where it is not that what is typed is discarded. */
  readonly label?: string;
  /** What is lost by it, where it is not that. */
  readonly text?: string;
  readonly onAct: () => void;
};

/** Gives up what stands here alone, once one has looked again. */
export const ThrowAway = ({ label, text, onAct }: Props) => {
  const { t } = useTranslation();
  const said = label ?? t('throwAway.label');
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
  };
  return (
    <>
      <Button
        onPress={() => {
          setIsOpen(true);
        }}
      >
        {said}
      </Button>
      {isOpen ? (
        <ActDialog
          title={said}
          act={said}
          kind="danger"
          isPending={false}
          error={null}
          onClose={close}
          onAct={() => {
            close();
            onAct();
          }}
        >
          <p>{text ?? t('throwAway.text')}</p>
        </ActDialog>
      ) : null}
    </>
  );
};
