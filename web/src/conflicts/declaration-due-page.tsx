import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../design/page.tsx';
import { DeclareForRound } from './declare-for-round.tsx';

/** Stands in for a page that is not shown before a declaration, takes the declaration, and goes on to the page. */
export const DeclarationDuePage = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('conflicts');
  const router = useRouter();
  const queries = useQueryClient();
  return (
    <Page title={t('dueTitle')}>
      <p className="lead">{t('due')}</p>
      <DeclareForRound
        roundId={roundId}
        onDone={async () => {
          // What was refused is asked for anew.
          queries.removeQueries({ predicate: ({ state }) => state.status === 'error' });
          await router.invalidate();
        }}
      />
    </Page>
  );
};
