import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEffectEvent } from 'use-effect-event';
import { NoConnection } from '../api/problem.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { useOnline } from '../app/use-online.ts';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { fileSize, percent } from '../i18n/formats.ts';
import { contentTypeOf, uploadFile } from './upload.ts';

type Props = {
  readonly proposalId: string;
  readonly file: File;
  readonly onGone: () => void;
};

const retryInMilliseconds = 3000;

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
 * Brings a file to the store. Files go one after another; a lost connection is waited for, and what has arrived is not
 * sent again.
 */
const useUpload = (proposalId: string, file: File, onGone: () => void) => {
  const api = useApi();
  const queries = useQueryClient();
  const [sent, setSent] = useState(0);
  const [isPaused, setPaused] = useState(false);
  const running = useRef(new AbortController());
  const isOnline = useOnline();
  const upload = useMutation({
    mutationFn: (signal: AbortSignal) => uploadFile(api, proposalId, file, { onSent: setSent, signal }),
    scope: { id: `files of ${proposalId}` },
    retry: (_, error) => error instanceof NoConnection,
    retryDelay: retryInMilliseconds,
    onSuccess: onGone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['own-proposals'] }),
  });
  const begin = (): void => {
    running.current = new AbortController();
    setPaused(false);
    upload.mutate(running.current.signal);
  };
  const isOnItsWay = upload.isPending && !isPaused;
  useStay(isOnItsWay);
  const beginOnce = useEffectEvent(() => {
    if (upload.isIdle && contentTypeOf(file) !== null) upload.mutate(running.current.signal);
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
    isWaiting: isOnItsWay && (!isOnline || upload.failureReason !== null),
    error: isPaused ? null : upload.error,
    pause: (): void => {
      running.current.abort();
      setPaused(true);
    },
    leave: (): void => {
      running.current.abort();
      onGone();
    },
  };
};

/** A file on its way, which one may pause, send again or leave out. */
export const Arriving = ({ proposalId, file, onGone }: Props) => {
  const { t } = useTranslation('proposals');
  const upload = useUpload(proposalId, file, onGone);
  const isAllowed = contentTypeOf(file) !== null;
  return (
    <li className="card">
      <h3>{file.name}</h3>
      <p>{fileSize(file.size)}</p>
      {isAllowed ? null : <Banner kind="error" text={t('typeRefused')} />}
      <ErrorBanner title={t('uploadFailed')} error={upload.error} />
      {isAllowed ? (
        <progress aria-label={t('sending', { name: file.name })} max={file.size} value={upload.sent} />
      ) : null}
      <p role="status">
        {upload.isPaused ? t('uploadPaused') : null}
        {upload.isWaiting ? t('uploadWaiting') : null}
        {upload.isOnItsWay && !upload.isWaiting
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
