import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../design/data-table.tsx';
import { number, points } from '../../i18n/formats.ts';
import { FlipList, OutcomeText } from '../../rounds/outcome.tsx';
import type { PriorityList } from '../../rounds/queries.ts';
import { numberInChallenge, useProposalTitles } from '../../rounds/use-proposal-titles.ts';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { useProposalNames } from '../use-proposal-names.ts';
import { type Change, changesBetween, flipsOf } from './changes.ts';

type Row = PriorityList['list'][number];
type Lists = { readonly roundId: string; readonly before: PriorityList; readonly after: PriorityList };

/** What a revised list changes of the one that everybody knows. */
export const RevisedList = ({ roundId, before, after }: Lists) => {
  const changes = changesBetween(before.list, after.list);
  const titleOf = useProposalTitles(
    roundId,
    changes.map(({ proposalId }) => proposalId),
  );
  return <Changes roundId={roundId} after={after} changes={changes} titleOf={titleOf} />;
};

/** What a recommended list changes of the one that was approved and came to no notice; nothing of it is public yet. */
export const ReplacingList = ({ roundId, before, after }: Lists) => {
  const { t } = useTranslation('rounds');
  const nameOf = useProposalNames(roundId);
  const challengeOf = useChallengeTitles(roundId);
  const titleOf = (proposalId: string): string => {
    const name = nameOf(proposalId);
    const row = [...before.list, ...after.list].find((one) => one.proposalId === proposalId);
    if (name !== null || row === undefined) return name ?? t('unpublished');
    return t('unpublishedOf', {
      number: numberInChallenge(before.list.includes(row) ? before : after, row),
      challenge: challengeOf(row.challengeId),
    });
  };
  const changes = changesBetween(before.list, after.list);
  return <Changes roundId={roundId} after={after} changes={changes} titleOf={titleOf} />;
};

type Props = {
  readonly roundId: string;
  readonly after: PriorityList;
  readonly changes: readonly Change<Row>[];
  readonly titleOf: (proposalId: string) => string;
};

const Changes = ({ roundId, after, changes, titleOf }: Props) => {
  const { t } = useTranslation(['agency', 'rounds']);
  const challengeOf = useChallengeTitles(roundId);
  const flips = flipsOf(changes);
  const same = after.list.length - changes.filter((change) => change.after !== null).length;
  return (
    <>
      <h3>{t('change.title')}</h3>
      {flips.length === 0 ? <p>{t('change.noFlips')}</p> : <FlipList flips={flips} titleOf={titleOf} />}
      <DataTable
        caption={t('change.lines')}
        empty={t('change.none')}
        rows={changes}
        keyOf={({ proposalId }) => proposalId}
        columns={[
          {
            title: t('list.challenge'),
            isName: true,
            cell: ({ challengeId, proposalId }) => (
              <>
                {challengeOf(challengeId)}
                <br />
                {titleOf(proposalId)}
              </>
            ),
          },
          {
            title: t('rounds:rank'),
            cell: (change) => <Both change={change} of={({ rank }) => number(rank)} />,
          },
          {
            title: t('rounds:total'),
            cell: (change) => (
              <Both change={change} of={({ total }) => (total === null ? '–' : points(total))} />
            ),
          },
          { title: t('change.before'), cell: ({ before }) => <Outcome row={before} /> },
          { title: t('change.after'), cell: (change) => <Outcome row={change.after} /> },
        ]}
      />
      {same === 0 ? null : <p className="hint">{t('change.same', { count: same })}</p>}
    </>
  );
};

const Outcome = ({ row }: { row: Row | null }) => {
  const { t } = useTranslation('agency');
  return row === null ? <>{t('change.notListed')}</> : <OutcomeText row={row} />;
};

/** A figure once where both lists have the same, else as it was and as it would be. */
const Both = ({
  change: { before, after },
  of,
}: {
  change: Change<Row>;
  of: (row: Row) => string;
}): ReactNode => {
  const [was, is] = [before === null ? '–' : of(before), after === null ? '–' : of(after)];
  return was === is ? is : `${was} → ${is}`;
};
