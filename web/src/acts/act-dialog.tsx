import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ErrorBanner } from '../app/error-banner.tsx';
import { Standing } from '../app/standing.tsx';
import { Button } from '../design/button.tsx';
import './act-dialog.css';

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  readonly act: string;
  readonly kind: 'primary' | 'danger';
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onAct: () => void;
  readonly onClose: () => void;
};

/** The last look before an act; a failure is said here, and what was shown stays. */
export const ActDialog = ({ title, children, act, kind, isPending, error, onAct, onClose }: Props) => {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen
      className="act-back"
      onOpenChange={() => {
        onClose();
      }}
    >
      <Modal className="act-box">
        <Dialog>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          <Standing />
          <ErrorBanner error={error} />
          <p role="status" className="hint">
            {isPending ? t('act.onItsWay') : null}
          </p>
          <div className="actions">
            <Button kind={kind} isPending={isPending} onPress={onAct}>
              {isPending ? t('act.working') : act}
            </Button>
            <Button onPress={onClose}>{t('act.back')}</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
