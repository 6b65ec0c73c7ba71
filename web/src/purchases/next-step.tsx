import { useTranslation } from 'react-i18next';
import { isBefore } from '../api/server-clock.ts';
import { InstantText } from '../design/instant.tsx';
import { Tag } from '../design/tag.tsx';
import { dueOf, type Purchase } from './queries.ts';

/** What comes next in a purchase, whose it is to do and by when. */
export const NextStep = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  return (
    <>
      <p>{t(`next.${purchase.state}`)}</p>
      <DueText purchase={purchase} />
    </>
  );
};

/** By when it is due, and whether it is late. */
export const DueText = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('purchases');
  const due = dueOf(purchase);
  if (due === null) return null;
  return (
    <p>
      {t('due')} <InstantText at={due} /> {isBefore(due) ? null : <Tag kind="bad">{t('late')}</Tag>}
    </p>
  );
};
