import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { Banner } from '../design/banner.tsx';
import { Tag } from '../design/tag.tsx';
import { fileSize, inLanguage } from '../i18n/formats.ts';
import { FileName, type Level } from './file-name.tsx';
import type { Attachment, FileOwner } from './owner.ts';

const kinds = { DECLARED: 'warning', RECEIVED: 'active', VERIFIED: 'good', REFUSED: 'bad' } as const;

type Props = {
  readonly owner: FileOwner;
  readonly attachment: Attachment;
  readonly level: Level;
  /** What else can be chosen about it. */
  readonly children?: ReactNode;
};

/** A file that the store knows, with what its check found. */
export const Arrived = ({ owner, attachment, level, children }: Props) => {
  const { t } = useTranslation('files');
  return (
    <li className="card">
      <FileName level={level} name={attachment.fileName} />
      <p role="status">
        <Tag kind={kinds[attachment.state]}>{t(`fileState.${attachment.state}`)}</Tag>
      </p>
      {attachment.state === 'DECLARED' ? <p>{t('chooseAgain')}</p> : null}
      <p>{fileSize(attachment.sizeInBytes)}</p>
      {attachment.finding === null ? null : (
        <Banner kind="error" text={inLanguage(attachment.finding)}>
          {attachment.finding.place === null ? null : <code>{attachment.finding.place}</code>}
        </Banner>
      )}
      {children}
      <div className="actions">
        <ActButton
          label={t('removeFile', { name: attachment.fileName })}
          title={t('removeFile', { name: attachment.fileName })}
          act={t('remove')}
          kind="danger"
          look="secondary"
          input={{ attachmentId: attachment.attachmentId }}
          write={({ attachmentId }, key) => owner.remove(attachmentId, key)}
          refreshes={[owner.refreshes]}
        >
          <p>{t('removeText')}</p>
        </ActButton>
      </div>
    </li>
  );
};
