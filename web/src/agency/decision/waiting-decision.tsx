import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { type Api, dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { number, won } from '../../i18n/formats.ts';
import type { PriorityList } from '../../rounds/queries.ts';
import { useAgent } from '../agent.ts';
import { type Decision, recommendationQuery, revisionQuery } from '../queries.ts';
import { ofRound } from '../board/send-transition.ts';
import { ReplacingList, RevisedList } from './changed-list.tsx';
import { ListTable } from './list-table.tsx';

type Approval = { readonly isRevision: boolean; readonly sheetSha256: string };

const approve = (api: Api, roundId: string, { isRevision, sheetSha256 }: Approval, key: string) => {
  const request = { params: { path: { roundId }, header: writeHeaders(key) }, body: { sheetSha256 } };
  return dataOf(
    isRevision
      ? api.POST('/rounds/{roundId}/decision/revision/approval', request)
      : api.POST('/rounds/{roundId}/decision/approval', request),
  );
};

type Props = {
  readonly roundId: string;
  readonly decision: Decision;
  /** The page shows the whole list itself. */
  readonly isBesideList?: boolean;
};

/** A recommended decision, or its revision: what it changes, and the hash of what is approved. */
export const WaitingDecision = ({ roundId, decision, isBesideList = false }: Props) => {
  const { t } = useTranslation('agency');
  return (
    <>
      {decision.revisionSha256 === null ? (
        <Recommended roundId={roundId} decision={decision} isBesideList={isBesideList} />
      ) : (
        <Revision roundId={roundId} decision={decision} />
      )}
      {isBesideList ? null : (
        <p>
          <Link to="/agency/rounds/$roundId/decision" params={{ roundId }}>
            {t('decision.look')}
          </Link>
        </p>
      )}
      <Approve roundId={roundId} decision={decision} />
    </>
  );
};

const countOf = ({ list }: PriorityList, outcome: string): number =>
  list.filter((row) => row.outcome === outcome).length;

const Recommended = ({ roundId, decision, isBesideList }: Required<Props>) => {
  const { t } = useTranslation('agency');
  const { data: records } = useSuspenseQuery(recommendationQuery(useApi(), roundId));
  const { list, replacedList } = records;
  return (
    <>
      <Figures after={list} />
      <Facts
        rows={[
          [t('prepared.at'), <InstantText key="at" at={decision.recommendedAt} />],
          [t('decision.sheet'), <code key="sheet">{decision.sheetSha256}</code>],
        ]}
      />
      {replacedList === null ? null : (
        <>
          <p>{t('change.replacing')}</p>
          <ReplacingList roundId={roundId} before={replacedList} after={list} />
        </>
      )}
      {isBesideList ? null : (
        <details>
          <summary>{t('decision.list')}</summary>
          <ListTable roundId={roundId} caption={t('decision.list')} list={list} reopened={[]} />
        </details>
      )}
    </>
  );
};

const Revision = ({ roundId, decision }: Props) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const { data: decided } = useSuspenseQuery(recommendationQuery(api, roundId));
  const { data: revised } = useSuspenseQuery(revisionQuery(api, roundId));
  return (
    <>
      <p>{t('decision.revisionText')}</p>
      {revised.stillReopened.length === 0 ? null : (
        <p>{t('decision.stillReopened', { count: revised.stillReopened.length })}</p>
      )}
      <Figures before={decided.list} after={revised.list} />
      <RevisedList roundId={roundId} before={decided.list} after={revised.list} />
      <Facts
        rows={[
          [t('prepared.at'), <InstantText key="at" at={revised.recommendedAt} />],
          [t('decision.before'), <code key="old">{decision.sheetSha256}</code>],
          [t('decision.sheet'), <code key="sheet">{revised.sheetSha256}</code>],
        ]}
      />
    </>
  );
};

/** How many are bought, wait and fail, and for how much; beside what the list that stands says, where there is one. */
const Figures = ({ before, after }: { before?: PriorityList; after: PriorityList }) => {
  const { t } = useTranslation('agency');
  const both = (textOf: (list: PriorityList) => string): string =>
    before === undefined || textOf(before) === textOf(after)
      ? textOf(after)
      : `${textOf(before)} → ${textOf(after)}`;
  return (
    <Facts
      rows={[
        [t('decision.funded'), both((list) => number(countOf(list, 'FUNDED')))],
        [t('decision.reserve'), both((list) => number(countOf(list, 'RESERVE')))],
        [t('decision.rejected'), both((list) => number(countOf(list, 'REJECTED')))],
        [
          t('decision.committed'),
          t('decision.ofBudget', {
            amount: both(({ committedInWon }) => won(committedInWon)),
            budget: won(after.budgetInWon),
          }),
        ],
      ]}
    />
  );
};

const Approve = ({ roundId, decision }: Props) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const agent = useAgent();
  const isRevision = decision.revisionSha256 !== null;
  const sheetSha256 = decision.revisionSha256 ?? decision.sheetSha256;
  if (!agent.may('approver')) return <p className="hint">{t('prepared.another')}</p>;
  return (
    <div className="actions">
      <ActButton
        label={isRevision ? t('decision.approveRevision') : t('decision.approve')}
        title={isRevision ? t('decision.approveRevision') : t('decision.approve')}
        input={{ isRevision, sheetSha256 }}
        write={(approval: Approval, key) => approve(api, roundId, approval, key)}
        refreshes={ofRound(roundId)}
      >
        <p>{isRevision ? t('change.consequence') : t('decision.consequence')}</p>
        <p>
          <code>{sheetSha256}</code>
        </p>
      </ActButton>
    </div>
  );
};
