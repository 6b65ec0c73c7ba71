import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What stands in the way, a line for each; false for what does not. Says so where nothing does. */
export const List = ({ children }: { children: readonly (ReactNode | false)[] }) => {
  const found = children.filter((block) => block !== false);
  return found.length === 0 ? <Nothing /> : <ul>{found}</ul>;
};

/** Nothing that the page knows of stands in the way. */
export const Nothing = () => <p>{useTranslation('agency').t('block.nothing')}</p>;

/** How many purchases an open objection holds, with the way to it. */
export const HeldPurchases = ({ roundId, count }: { readonly roundId: string; readonly count: number }) => (
  <li>
    <Link to="/agency/rounds/$roundId/decision" params={{ roundId }} hash="objections">
      {useTranslation('agency').t('block.held', { count })}
    </Link>
  </li>
);
