import { useTranslation } from 'react-i18next';
import { DataTable } from '../../design/data-table.tsx';
import { points, won } from '../../i18n/formats.ts';
import { OutcomeText } from '../../rounds/outcome.tsx';
import type { PriorityList } from '../../rounds/queries.ts';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { useProposalNames } from '../use-proposal-names.ts';

type Props = {
  readonly roundId: string;
  readonly caption: string;
  readonly list: PriorityList;
  /** Proposals whose line stands only until their fresh result is approved. */
  readonly reopened: readonly string[];
};

/** A whole list, line by line, with what of the budget it gives out. */
export const ListTable = ({ roundId, caption, list, reopened }: Props) => {
  const { committedInWon, budgetInWon } = list;
  const { t } = useTranslation(['agency', 'rounds']);
  const titleOf = useChallengeTitles(roundId);
  const nameOf = useProposalNames(roundId);
  return (
    <>
      <p>{t('decision.ofBudget', { amount: won(committedInWon), budget: won(budgetInWon) })}</p>
      <DataTable
        caption={caption}
        empty={t('decision.noRows')}
        rows={list.list}
        keyOf={({ proposalId }) => proposalId}
        columns={[
          { title: t('rounds:rank'), isNumber: true, cell: ({ rank }) => rank },
          {
            title: t('list.challenge'),
            isName: true,
            cell: ({ challengeId, proposalId }) => (
              <>
                {titleOf(challengeId)}
                <br />
                {nameOf(proposalId)} <code>{proposalId.slice(0, 8)}</code>
              </>
            ),
          },
          {
            title: t('rounds:total'),
            isNumber: true,
            cell: ({ total }) => (total === null ? '–' : points(total)),
          },
          { title: t('list.price'), isNumber: true, cell: ({ priceInWon }) => won(priceInWon) },
          {
            title: t('rounds:outcome'),
            cell: (row) => (
              <>
                <OutcomeText row={row} />
                {reopened.includes(row.proposalId) ? <p className="hint">{t('list.reopened')}</p> : null}
              </>
            ),
          },
        ]}
      />
    </>
  );
};
