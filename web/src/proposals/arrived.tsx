import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { Tag } from '../design/tag.tsx';
import { fileSize, inLanguage } from '../i18n/formats.ts';
import type { Attachment } from './queries.ts';
import { removeFile } from './upload.ts';

const kinds = { DECLARED: 'warning', RECEIVED: 'active', VERIFIED: 'good', REFUSED: 'bad' } as const;

/** A file that the store knows, with what its check found. */
export const Arrived = ({ attachment }: { attachment: Attachment }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeFile(api, attachment),
    onSettled: () => queries.invalidateQueries({ queryKey: ['own-proposals'] }),
  });
  return (
    <li className="card">
      <h3>{attachment.fileName}</h3>
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
      <ErrorBanner error={remove.error} />
      <div className="actions">
        <Button
          isPending={remove.isPending}
          onPress={() => {
            remove.mutate();
          }}
        >
          {t('removeFile', { name: attachment.fileName })}
        </Button>
      </div>
    </li>
  );
};
