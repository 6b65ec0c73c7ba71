import { type ReactNode, useEffect, useId } from 'react';
import { DropZone } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useEffectEvent } from 'use-effect-event';
import { ErrorBanner } from '../app/error-banner.tsx';
import { Arrived } from './arrived.tsx';
import { Arriving } from './arriving.tsx';
import type { Level } from './file-name.tsx';
import { endings } from './attachable.ts';
import { UploadNotice } from './upload-notice.tsx';
import type { FilesAtHand } from './use-files.ts';
import './files.css';

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

type Props = {
  readonly files: FilesAtHand;
  readonly title: string;
  /** What becomes of them, where that is not plain. */
  readonly text?: string;
  /** Before which they must have come and been submitted, where there is one. */
  readonly deadline?: string;
  readonly level?: Level;
  /** How those that the store knows are shown; with nothing but their state, unless told otherwise. */
  readonly cards?: ReactNode;
  readonly children?: ReactNode;
};

/** Files to bring: choose, drop or paste them, watch them arrive, read what the check found. */
export const Files = ({ files, title, text, deadline, level = 2, cards, children }: Props) => {
  const heading = useId();
  const { arrived, chosen, error, leave, owner, settle } = files;
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <section aria-labelledby={heading}>
      <Title id={heading}>{title}</Title>
      {text === undefined ? null : <p>{text}</p>}
      {deadline === undefined ? null : <UploadNotice deadline={deadline} />}
      <Choose choose={files.choose} />
      <ErrorBanner error={error} />
      <ul className="cards">
        {chosen.map(({ id, file }) => (
          <Arriving
            key={id}
            owner={owner}
            file={file}
            level={level}
            onArrived={(attachmentId) => {
              settle(id, attachmentId);
            }}
            onLeft={() => {
              leave(id);
            }}
          />
        ))}
        {cards ??
          arrived.map((attachment) => (
            <Arrived key={attachment.attachmentId} owner={owner} attachment={attachment} level={level} />
          ))}
      </ul>
      {children}
    </section>
  );
};

/** The three ways to bring a file. */
const Choose = ({ choose }: Pick<FilesAtHand, 'choose'>) => {
  const { t } = useTranslation('files');
  const field = useId();
  const hint = useId();
  usePastedFiles(choose);
  return (
    <DropZone
      className="file-drop"
      aria-label={t('drop')}
      onDrop={({ items }) => {
        const dropped = items.filter((item) => item.kind === 'file').map((item) => item.getFile());
        void Promise.all(dropped).then(choose);
      }}
    >
      <label className="field-label" htmlFor={field}>
        {t('chooseFiles')}
      </label>
      <span className="field-hint" id={hint}>
        {t('filesHint')}
      </span>
      <input
        id={field}
        type="file"
        multiple
        accept={endings}
        aria-describedby={hint}
        onChange={({ target }) => {
          choose([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </DropZone>
  );
};
