import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { Download } from '../design/download.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { type OpenProposal, type Receipt, receiptsQuery } from './queries.ts';
import { kindOfReceipt } from './receipt.ts';
import { ReceiptSheet } from './receipt-sheet.tsx';

/** The receipts, the newest first, to print and to save. */
export const Receipts = ({ proposal }: { proposal: OpenProposal }) => {
  const { t } = useTranslation('proposals');
  const { data: receipts } = useSuspenseQuery(receiptsQuery(useApi(), proposal.proposalId));
  const [printed, setPrinted] = useState<Receipt | null>(null);
  const putAway = useCallback(() => {
    setPrinted(null);
  }, []);
  if (receipts.length === 0) return null;
  return (
    <section aria-labelledby="receipts-heading">
      <h2 id="receipts-heading">{t('receipts')}</h2>
      <p>{t('receiptsText')}</p>
      <ul className="cards">
        {receipts.toReversed().map((receipt) => (
          <li key={receipt.entryHash} className="card">
            <Facts
              rows={[
                [t('receiptState'), t(`receipt.${kindOfReceipt(receipt.entry)}`)],
                [t('receiptAt'), <InstantText key="at" at={receipt.entry.at} />],
                [t('receiptHash'), <code key="hash">{receipt.entryHash}</code>],
              ]}
            />
            {receipt.note === null ? null : <p>{inLanguage(receipt.note)}</p>}
            <div className="actions">
              <Download
                label={t('saveReceipt')}
                kind="secondary"
                fileName={`receipt-${receipt.entryHash.slice(0, 12)}.json`}
                contentType="application/json"
                content={() => JSON.stringify(receipt, null, 2)}
              />
              <Button
                onPress={() => {
                  // A new one each time, since not every browser says when it has printed.
                  setPrinted({ ...receipt });
                }}
              >
                {t('printReceipt')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {printed === null ? null : (
        <Suspense>
          <ReceiptSheet proposal={proposal} receipt={printed} onPrinted={putAway} />
        </Suspense>
      )}
    </section>
  );
};
