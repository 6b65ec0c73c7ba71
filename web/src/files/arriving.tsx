import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEffectEvent } from 'use-effect-event';
import { NoConnection } from '../api/problem.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useOnline } from '../app/use-online.ts';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { fileSize, percent } from '../i18n/formats.ts';
import { FileName, type Level } from './file-name.tsx';
import type { FileOwner } from './owner.ts';
import { impossibilityOf } from './attachable.ts';
import { isSentAgain, pauseAfter } from './sending-again.ts';
import { uploadFile } from './upload.ts';

type Props = {
  readonly owner: FileOwner;
  readonly file: File;
  readonly level: Level;
  readonly onArrived: (attachmentId: string) => void;
  readonly onLeft: () => void;
};

/** The browser asks before it leaves while bytes are on their way. */
const useStay = (isBusy: boolean): void => {
  useEffect(() => {
    if (!isBusy) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
    };
  }, [isBusy]);
};

/**
 * Brings a file to the store. Files go one after another; a lost connection and what else may pass are waited for, and what
 * has arrived is not sent again.
 */
const useUpload = ({ owner, file, onArrived, onLeft }: Props) => {
  const queries = useQueryClient();
  const [sent, setSent] = useState(0);
  const [isPaused, setPaused] = useState(false);
  const running = useRef(new AbortController());
  const isOnline = useOnline();
  const upload = useMutation({
    mutationFn: (signal: AbortSignal) => uploadFile(owner, file, { onSent: setSent, signal }),
    scope: { id: `files of ${owner.queryKey.join(' ')}` },
    retry: isSentAgain,
    retryDelay: pauseAfter,
    onSuccess: async (attachmentId) => {
      // It is on its way until it stands among what has arrived, so that nothing is sent without it in between.
      await queries.refetchQueries({ queryKey: owner.queryKey, exact: true });
      onArrived(attachmentId);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: owner.refreshes }),
  });
  const begin = (): void => {
    running.current = new AbortController();
    setPaused(false);
    upload.mutate(running.current.signal);
  };
  const isOnItsWay = upload.isPending && !isPaused;
  const isWaiting = isOnItsWay && (!isOnline || upload.failureReason !== null);
  useStay(isOnItsWay);
  const beginOnce = useEffectEvent(() => {
    if (upload.isIdle && impossibilityOf(file) === null) upload.mutate(running.current.signal);
  });
  useEffect(() => {
    beginOnce();
  }, []);
  return {
    sent,
    begin,
    isPaused,
    isOnItsWay,
    /** True from a break until the connection is back. */
    isWaiting,
    /** True where it is not the connection that is waited for. */
    isRefusedForNow: isWaiting && isOnline && !(upload.failureReason instanceof NoConnection),
    /** True while files before it are on their way. */
    isQueued: isOnItsWay && isOnline && upload.isPaused,
    error: isPaused ? null : upload.error,
    pause: (): void => {
      running.current.abort();
      setPaused(true);
    },
    leave: (): void => {
      running.current.abort();
      onLeft();
    },
  };
};

/** A file on its way, which one may pause, send again or leave out. */
export const Arriving = (props: Props) => {
  const { t } = useTranslation('files');
  const { file, level } = props;
  const upload = useUpload(props);
  const impossibility = impossibilityOf(file);
  const isAllowed = impossibility === null;
  return (
    <li className="card">
      <FileName level={level} name={file.name} />
      <p>{fileSize(file.size)}</p>
      {isAllowed ? null : <Banner kind="error" text={t(`impossible.${impossibility}`)} />}
      <ErrorBanner title={t('uploadFailed')} error={upload.error} />
      {isAllowed ? (
        <progress aria-label={t('sending', { name: file.name })} max={file.size} value={upload.sent} />
      ) : null}
      <p role="status">
        {upload.isPaused ? t('uploadPaused') : null}
        {upload.isWaiting ? t(upload.isRefusedForNow ? 'uploadAgain' : 'uploadWaiting') : null}
        {upload.isQueued ? t('uploadQueued') : null}
        {upload.isOnItsWay && !upload.isWaiting && !upload.isQueued
          ? t('sent', { part: percent(upload.sent / Math.max(1, file.size)) })
          : null}
      </p>
      <div className="actions">
        {upload.isOnItsWay ? (
          <Button onPress={upload.pause}>{t('pauseUpload', { name: file.name })}</Button>
        ) : null}
        {isAllowed && !upload.isOnItsWay ? (
          <Button kind="primary" onPress={upload.begin}>
            {t('goOnUpload', { name: file.name })}
          </Button>
        ) : null}
        <Button onPress={upload.leave}>{t('leaveFile', { name: file.name })}</Button>
      </div>
    </li>
  );
};
