import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FileTrigger, Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import { inLanguage } from '../i18n/formats.ts';
import { roundsQuery } from '../rounds/queries.ts';
import { dataOf } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { Page } from '../design/page.tsx';
import { ApiProblem, NoConnection } from '../api/problem.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { type Checker, createChecker } from './check.ts';
import { Result } from './result.tsx';

/** Checks receipts, checkpoints, ledgers, sheets, lists and draws on the reader's own device. */
export const VerifyPage = () => {
  const { t } = useTranslation('verify');
  const api = useApi();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [trustsAgency, setTrustsAgency] = useState(true);
  const { checker, isReady } = useChecker();
  // At once, since the network may be cut before the files are chosen.
  const key = useQuery({
    queryKey: ['signing-key'],
    queryFn: () => dataOf(api.GET('/signing-key')),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  });
  const readKey = async (): Promise<string> => {
    const { data } = key.data === undefined ? await key.refetch({ throwOnError: true }) : key;
    if (data === undefined) throw new Error('The key has no answer');
    return data.publicKey;
  };
  const check = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const given = await Promise.all(
        files.map(async (file) => ({ name: file.name, text: await file.text() })),
      );
      if (checker.current === null) throw new Error('The check is not loaded');
      return checker.current.check({ files: given, publicKey: trustsAgency ? await readKey() : null });
    },
  });
  return (
    <Page title={t('title')}>
      <p className="lead">{t('lead')}</p>
      <p>{t('what')}</p>
      <WhereFrom />
      <div className="actions">
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={['.json', 'application/json']}
          onSelect={(chosen) => {
            setFiles(Array.from(chosen ?? []));
            check.reset();
          }}
        >
          <AriaButton className="button button-secondary">{t('choose')}</AriaButton>
        </FileTrigger>
      </div>
      {files.length === 0 ? null : (
        <ul aria-label={t('chosen')}>
          {files.map((file) => (
            <li key={file.name}>{file.name}</li>
          ))}
        </ul>
      )}
      <Checkbox
        label={t('withKey')}
        hint={t('withKeyHint')}
        isSelected={trustsAgency}
        onChange={setTrustsAgency}
      />
      <div className="actions">
        <Button
          kind="primary"
          isDisabled={files.length === 0}
          isPending={check.isPending}
          onPress={() => {
            check.mutate();
          }}
        >
          {check.isPending ? t('checking') : t('check')}
        </Button>
      </div>
      <div aria-live="polite">
        <Failure error={check.error} />
        {check.data === undefined ? null : <Result found={check.data} />}
      </div>
      <p role="status">{isReady && key.data !== undefined ? t('ready') : null}</p>
      <p>{t('offline')}</p>
    </Page>
  );
};

/** The check as long as the page stands, and whether it is all here. */
const useChecker = () => {
  const checker = useRef<Checker | null>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const made = createChecker();
    checker.current = made;
    made.ready.then(
      () => {
        setReady(true);
      },
      // Said when something is to be checked.
      () => undefined,
    );
    return made.end;
  }, []);
  return { checker, isReady };
};

/** Where what can be checked is to be had; the rounds are listed where they can be read. */
const WhereFrom = () => {
  const { t } = useTranslation('verify');
  const { data: rounds = [] } = useQuery(roundsQuery(useApi()));
  return (
    <details>
      <summary>{t('where.title')}</summary>
      <ul>
        <li>{t('where.receipts')}</li>
        <li>{t('where.results')}</li>
        <li>{t('where.ledger')}</li>
      </ul>
      <ul aria-label={t('where.rounds')}>
        {rounds.map(({ roundId, name }) => (
          <li key={roundId}>
            <Link to="/rounds/$roundId/evidence" params={{ roundId }}>
              {inLanguage(name)}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** What is no answer of the check: no connection for the key, or a program that is not here. */
const Failure = ({ error }: { readonly error: Error | null }) => {
  const { t } = useTranslation('verify');
  if (error instanceof ApiProblem || error instanceof NoConnection)
    return <ErrorBanner error={error} title={t('cannot')} />;
  return error === null ? null : <Banner kind="error" title={t('cannot')} text={t('notLoaded')} />;
};
