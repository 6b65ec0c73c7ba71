import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { PinnedFiles } from '../files/pinned-files.tsx';
import { day } from '../i18n/formats.ts';
import type { Purchase } from './queries.ts';

type Documents = Purchase['acceptanceDocuments'];

type Step = {
  readonly at: string;
  readonly name:
    'reserved' | 'declined' | 'contracted' | 'delivered' | 'inspected' | 'accepted' | 'paid' | 'terminated';
  readonly details: ReactNode;
  /** What went along with it. */
  readonly documents: Documents;
};

const stepOf = (
  name: Step['name'],
  at: string | null | undefined,
  details: ReactNode = null,
  documents: Documents = [],
): Step[] => (at === null || at === undefined ? [] : [{ name, at, details, documents }]);

type Turn = Pick<Purchase, 'delivery' | 'inspection'>;

/** A delivery and what its inspection found. */
const turnOf = ({ delivery, inspection }: Turn): readonly Step[] => [
  ...stepOf('delivered', delivery?.at, <Delivered delivery={delivery} />, delivery?.documents),
  ...stepOf('inspected', inspection?.at, <Inspected inspection={inspection} />, inspection?.documents),
];

/** What happened to a purchase, oldest first, with every delivery that had to be remedied. */
const stepsOf = (purchase: Purchase): readonly Step[] => {
  const { contract, declines, remedied, delivery, inspection, termination } = purchase;
  // After a remedy's delivery the last inspection is still the one that asked for it.
  const isShown = inspection?.at === remedied.at(-1)?.inspection.at;
  return [
    ...stepOf('reserved', purchase.reservedAt),
    ...declines.flatMap((decline) => stepOf('declined', decline.at, <Declined decline={decline} />)),
    ...stepOf('contracted', contract?.at, null, contract?.documents),
    ...remedied.flatMap((turn) => turnOf(turn)),
    ...turnOf({ delivery, inspection: isShown ? null : inspection }),
    ...stepOf('accepted', purchase.acceptedAt, null, purchase.acceptanceDocuments),
    ...stepOf('paid', purchase.paidAt, null, purchase.paymentDocuments),
    ...stepOf(
      'terminated',
      termination?.at,
      <p className="prose">{termination?.reason}</p>,
      termination?.documents,
    ),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
};

/** A purchase from its money to its payment, step by step. */
export const PurchaseRecord = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  return (
    <section aria-labelledby="purchase-record">
      <h2 id="purchase-record">{t('record.title')}</h2>
      <ol className="stack">
        {stepsOf(purchase).map(({ at, details, documents, name }) => (
          <li key={`${name} ${at}`} className="card">
            <h3>{t(`record.${name}`)}</h3>
            {details}
            <PinnedFiles kind="purchase" ownerId={purchase.purchaseId} documents={documents} />
            <p className="hint">
              <InstantText at={at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
};

const Declined = ({ decline }: { decline: Purchase['declines'][number] }) => {
  const { t } = useTranslation('purchases');
  return (
    <>
      <p>{t(`grounds.${decline.ground}`)}</p>
      <p className="prose">{decline.explanation}</p>
    </>
  );
};

const Delivered = ({ delivery }: Pick<Purchase, 'delivery'>) => {
  const { t } = useTranslation('purchases');
  if (delivery === null) return null;
  return (
    <>
      <Facts rows={[[t('record.deliveredOn'), day(delivery.deliveredOn)]]} />
      <p className="prose">{delivery.note}</p>
    </>
  );
};

const Inspected = ({ inspection }: Pick<Purchase, 'inspection'>) => {
  const { t } = useTranslation('purchases');
  if (inspection === null) return null;
  const { deemed, findings, remedyDueAt, result } = inspection;
  return (
    <>
      <p>{deemed ? t('record.deemed') : t(`record.result.${result}`)}</p>
      {findings === null ? null : <p className="prose">{findings}</p>}
      {remedyDueAt === null ? null : (
        <p>
          {t('record.remedyDue')} <InstantText at={remedyDueAt} />
        </p>
      )}
    </>
  );
};
