import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { organisationQuery } from '../organisations/queries.ts';
import { roundQuery } from '../rounds/queries.ts';
import { FileNames } from './content.tsx';
import type { OpenProposal, Receipt } from './queries.ts';
import { disclosedIn, kindOfReceipt } from './receipt.ts';
import './receipt-sheet.css';

type Props = {
  readonly proposal: OpenProposal;
  readonly receipt: Receipt;
  readonly onPrinted: () => void;
};

/** A receipt as a sheet of paper: beside the page, which is not printed with it; it opens the printing itself. */
export const ReceiptSheet = ({ proposal, receipt, onPrinted }: Props) => {
  useEffect(() => {
    addEventListener('afterprint', onPrinted);
    print();
    return () => {
      removeEventListener('afterprint', onPrinted);
    };
  }, [receipt, onPrinted]);
  return createPortal(
    <article className="receipt-sheet">
      <Sheet proposal={proposal} receipt={receipt} />
    </article>,
    document.body,
  );
};

const Sheet = ({ proposal, receipt }: Omit<Props, 'onPrinted'>) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { data: round } = useSuspenseQuery(roundQuery(api, proposal.roundId));
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, proposal.challengeId));
  const { data: supplier } = useSuspenseQuery(organisationQuery(api, proposal.supplierId));
  const { entry, entryHash, algorithm, keyId, signature, note } = receipt;
  const { submissionNumber, files } = disclosedIn(receipt);
  // The receipt has the content under seal: its title is known only of the submission that stands.
  const title = submissionNumber === proposal.submissionNumber ? proposal.content?.title : undefined;
  return (
    <>
      <h1>{t('sheet.title')}</h1>
      <Facts
        rows={[
          [t('receiptState'), t(`receipt.${kindOfReceipt(entry)}`)],
          [t('sheet.supplier'), inLanguage(supplier.name)],
          [t('sheet.businessNumber'), supplier.businessNumber],
          [t('sheet.round'), inLanguage(round.name)],
          [t('sheet.challenge'), inLanguage(challenge.title)],
          [t('one'), title === undefined ? null : inLanguage(title)],
          [t('sheet.proposalId'), <code key="proposal">{proposal.proposalId}</code>],
          [t('sheet.number'), submissionNumber === null ? null : String(submissionNumber)],
          [t('receiptAt'), <InstantText key="at" at={entry.at} />],
          [t('receiptHash'), <code key="hash">{entryHash}</code>],
          [t('sheet.signature', { algorithm }), signature === null ? null : <code key="s">{signature}</code>],
          [t('sheet.key'), <code key="key">{keyId}</code>],
        ]}
      />
      {note === null ? null : <p>{inLanguage(note)}</p>}
      {files === null ? null : <FileNames files={files} level={2} />}
      <p>{t('sheet.check', { place: `${location.origin}/verify` })}</p>
    </>
  );
};
