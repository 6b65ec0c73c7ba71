import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DropZone } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { Tag } from '../design/tag.tsx';
import { inLanguage, number } from '../i18n/formats.ts';
import { type Attachment, attachmentsQuery } from './queries.ts';
import { contentTypeOf, endings, removeFile, uploadFile } from './upload.ts';
import './files.css';

type Chosen = { readonly id: string; readonly file: File };

/** The files of a proposal: choose or drop, watch them arrive, read what the check found. */
export const Files = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('proposals');
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const { data: attachments } = useSuspenseQuery({
    ...attachmentsQuery(useApi(), proposalId),
    // The check takes seconds.
    refetchInterval: ({ state }) =>
      state.data?.some((row) => row.state === 'RECEIVED' && row.removedAt === null) === true ? 3000 : false,
  });
  const choose = (files: readonly File[]): void => {
    setChosen((before) => [...before, ...files.map((file) => ({ id: crypto.randomUUID(), file }))]);
  };
  return (
    <section aria-labelledby="files-heading">
      <h2 id="files-heading">{t('files')}</h2>
      <DropZone
        className="file-drop"
        aria-label={t('drop')}
        onDrop={({ items }) => {
          const dropped = items.filter((item) => item.kind === 'file').map((item) => item.getFile());
          void Promise.all(dropped).then(choose);
        }}
      >
        <label className="field-label" htmlFor="choose-files">
          {t('chooseFiles')}
        </label>
        <span className="field-hint" id="files-hint">
          {t('filesHint')}
        </span>
        <input
          id="choose-files"
          type="file"
          multiple
          accept={endings}
          aria-describedby="files-hint"
          onChange={({ target }) => {
            choose([...(target.files ?? [])]);
            target.value = '';
          }}
        />
      </DropZone>
      <ul className="cards">
        {chosen.map(({ id, file }) => (
          <Arriving
            key={id}
            proposalId={proposalId}
            file={file}
            present={attachments}
            onGone={() => {
              setChosen((before) => before.filter((other) => other.id !== id));
            }}
          />
        ))}
        {attachments
          .filter(({ removedAt }) => removedAt === null)
          .map((attachment) => (
            <Arrived key={attachment.attachmentId} attachment={attachment} />
          ))}
      </ul>
    </section>
  );
};

type ArrivingProps = {
  readonly proposalId: string;
  readonly file: File;
  readonly present: readonly Attachment[];
  readonly onGone: () => void;
};

const Arriving = ({ proposalId, file, present, onGone }: ArrivingProps) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const queries = useQueryClient();
  const [sent, setSent] = useState(0);
  const upload = useMutation({
    mutationFn: () => uploadFile(api, proposalId, file, { onSent: setSent, present }),
    onSuccess: onGone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['own-proposals'] }),
  });
  const isAllowed = contentTypeOf(file) !== null;
  return (
    <li className="card">
      <h3>{file.name}</h3>
      {isAllowed ? null : <Banner kind="error" text={t('typeRefused')} />}
      <ErrorBanner title={t('uploadFailed')} error={upload.error} />
      {upload.isPending ? (
        <progress aria-label={t('sending', { name: file.name })} max={file.size} value={sent} />
      ) : (
        <div className="actions">
          {isAllowed ? (
            <Button
              kind="primary"
              onPress={() => {
                upload.mutate();
              }}
            >
              {upload.error === null ? t('upload') : t('goOnUpload')}
            </Button>
          ) : null}
          <Button onPress={onGone}>{t('leaveFile')}</Button>
        </div>
      )}
    </li>
  );
};

const kinds = { DECLARED: 'warning', RECEIVED: 'active', VERIFIED: 'good', REFUSED: 'bad' } as const;

const Arrived = ({ attachment }: { attachment: Attachment }) => {
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
      <p>{t('bytes', { size: number(attachment.sizeInBytes) })}</p>
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
