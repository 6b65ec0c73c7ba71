import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { DropZone } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useEffectEvent } from 'use-effect-event';
import { useApi } from '../app/services.tsx';
import { Arrived } from './arrived.tsx';
import { Arriving } from './arriving.tsx';
import { attachmentsQuery } from './queries.ts';
import { endings, keptName } from './upload.ts';
import './files.css';

type Chosen = { readonly id: string; readonly file: File };

/** Of the browser's own choosing, so that the same file chosen twice is brought once. */
const isSameFile = (one: File, other: File): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/** Files that are pasted anywhere on the page; a paste of text that also has a picture of itself stays a paste of text. */
const usePastedFiles = (choose: (files: readonly File[]) => void): void => {
  const take = useEffectEvent((event: ClipboardEvent) => {
    const pasted = event.clipboardData;
    if (event.defaultPrevented || pasted === null || pasted.files.length === 0) return;
    if (pasted.types.includes('text/plain')) return;
    event.preventDefault();
    choose([...pasted.files]);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent): void => {
      take(event);
    };
    addEventListener('paste', listen);
    return () => {
      removeEventListener('paste', listen);
    };
  }, []);
};

/** The files of a proposal: choose, drop or paste them, watch them arrive, read what the check found. */
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
    setChosen((before) => [
      ...before,
      ...files
        .filter((file) => !before.some((other) => isSameFile(other.file, file)))
        .map((file) => ({ id: crypto.randomUUID(), file })),
    ]);
  };
  usePastedFiles(choose);
  const isOnItsWay = ({ fileName, sizeInBytes }: (typeof attachments)[number]): boolean =>
    chosen.some(({ file }) => keptName(file) === fileName && file.size === sizeInBytes);
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
            onGone={() => {
              setChosen((before) => before.filter((other) => other.id !== id));
            }}
          />
        ))}
        {attachments
          .filter(({ removedAt }) => removedAt === null)
          .filter((attachment) => attachment.state !== 'DECLARED' || !isOnItsWay(attachment))
          .map((attachment) => (
            <Arrived key={attachment.attachmentId} attachment={attachment} />
          ))}
      </ul>
    </section>
  );
};
