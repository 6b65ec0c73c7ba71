import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import { OutcomeText } from '../../rounds/outcome.tsx';
import { points, won } from '../../i18n/formats.ts';
import { phaseOf } from '../../rounds/phase.ts';
import { useAgent } from '../agent.ts';
import { ofRound } from '../board/send-transition.ts';
import {
  type Decision,
  decisionQuery,
  objectionsQuery,
  preparationQuery,
  recommendationQuery,
} from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { useProposalNames } from '../use-proposal-names.ts';
import { Sensitivity } from './sensitivity.tsx';
import { WaitingDecision } from './waiting-decision.tsx';
import { ObjectionText, WaitingObjection } from './waiting-objection.tsx';

const route = getRouteApi('/agency/rounds/$roundId/decision');

/** Where a round is decided: recommended by one, approved by another, objected to, and decided again. */
export const DecisionPage = () => {
  const { t } = useTranslation('agency');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('decision.title')}>
      <Workspace roundId={roundId} />
    </RoundRoom>
  );
};

const kinds = { RECOMMENDED: 'warning', APPROVED: 'active', NOTIFIED: 'active', FINAL: 'good' } as const;

const Workspace = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const { data: round } = useSuspenseQuery(preparationQuery(api, roundId));
  const { data: decision } = useSuspenseQuery(decisionQuery(api, roundId));
  if (decision === null)
    return (
      <>
        <p className="lead">{t('decision.none')}</p>
        {phaseOf(round) === 'DECISION' ? <Recommend roundId={roundId} /> : <p>{t('decision.later')}</p>}
      </>
    );
  return (
    <>
      <p>
        <Tag kind={kinds[decision.state]}>{t(`decision.state.${decision.state}`)}</Tag>
      </p>
      <Facts
        rows={[
          [t('decision.recommendedAt'), <InstantText key="recommended" at={decision.recommendedAt} />],
          [t('decision.approvedAt'), at(decision.approvedAt)],
          [t('decision.notifiedAt'), at(decision.notifiedAt)],
          [t('decision.finalAt'), at(decision.finalAt)],
          [t('decision.sheet'), <code key="sheet">{decision.sheetSha256}</code>],
        ]}
      />
      {decision.state === 'RECOMMENDED' || decision.revisionSha256 !== null ? (
        <section className="card" aria-labelledby="awaits">
          <h2 id="awaits">{t('board.waiting')}</h2>
          <WaitingDecision roundId={roundId} decision={decision} />
        </section>
      ) : null}
      {decision.state === 'RECOMMENDED' ? <Recommend roundId={roundId} isAgain /> : null}
      <h2>{t('decision.list')}</h2>
      <List roundId={roundId} />
      {decision.state === 'RECOMMENDED' ? null : <Sensitivity roundId={roundId} />}
      {round.noticeAt === null ? null : <Objections roundId={roundId} decision={decision} />}
    </>
  );
};

const at = (instant: string | null) => (instant === null ? null : <InstantText at={instant} />);

const Recommend = ({ roundId, isAgain = false }: { roundId: string; isAgain?: boolean }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const agent = useAgent();
  if (!agent.may('staff')) return <p className="hint">{t('board.staffActs')}</p>;
  return (
    <div className="actions">
      <ActButton
        label={isAgain ? t('decision.recommendAgain') : t('decision.recommend')}
        title={t('decision.recommend')}
        look={isAgain ? 'secondary' : 'primary'}
        input={{ roundId }}
        write={(path: { roundId: string }, key) =>
          dataOf(api.POST('/rounds/{roundId}/decision', { params: { path, header: writeHeaders(key) } }))
        }
        refreshes={ofRound(roundId)}
      >
        <p>{t('decision.recommendConsequence')}</p>
      </ActButton>
    </div>
  );
};

const List = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation(['agency', 'rounds']);
  const api = useApi();
  const { data: records } = useSuspenseQuery(recommendationQuery(api, roundId));
  const titleOf = useChallengeTitles(roundId);
  const nameOf = useProposalNames(roundId);
  const { list, committedInWon, budgetInWon } = records.list;
  return (
    <>
      <p>{t('decision.ofBudget', { amount: won(committedInWon), budget: won(budgetInWon) })}</p>
      <DataTable
        caption={t('decision.list')}
        empty={t('decision.noRows')}
        rows={list}
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
            cell: (row) => <OutcomeText row={row} />,
          },
        ]}
      />
    </>
  );
};

const Objections = ({ roundId, decision }: { roundId: string; decision: Decision }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const agent = useAgent();
  const { data: objections } = useSuspenseQuery(objectionsQuery(api, roundId));
  const { rows, heldProposalIds } = objections;
  const hasUpheld = rows.some(({ state }) => state === 'UPHELD');
  return (
    <>
      <h2 id="objections">{t('objection.title')}</h2>
      <p>
        {rows.length === 0 ? t('objection.none') : t('objection.held', { count: heldProposalIds.length })}
      </p>
      <ul className="stack">
        {rows.map((objection) => (
          <li key={objection.proposalId} className="card">
            <Tag>{t(`objection.state.${objection.state}`)}</Tag>
            {objection.decision === null ? (
              <WaitingObjection objection={objection} />
            ) : (
              <>
                <ObjectionText objection={objection} />
                <h3>{t('objection.reasons')}</h3>
                <p className="prose">{objection.decision.reasons}</p>
              </>
            )}
          </li>
        ))}
      </ul>
      {hasUpheld && decision.revisionSha256 === null && agent.may('staff') ? (
        <div className="actions">
          <ActButton
            label={t('decision.revise')}
            title={t('decision.revise')}
            look="secondary"
            input={{ roundId }}
            write={(path: { roundId: string }, key) =>
              dataOf(
                api.POST('/rounds/{roundId}/decision/revision', {
                  params: { path, header: writeHeaders(key) },
                }),
              )
            }
            refreshes={ofRound(roundId)}
          >
            <p>{t('decision.reviseConsequence')}</p>
          </ActButton>
        </div>
      ) : null}
    </>
  );
};
