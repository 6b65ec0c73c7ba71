import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { Banner } from '../../design/banner.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import { phaseOf } from '../../rounds/phase.ts';
import { useAgent } from '../agent.ts';
import { ofRound } from '../board/send-transition.ts';
import {
  type Decision,
  decisionQuery,
  objectionsQuery,
  preparationQuery,
  recommendationQuery,
  revisionQuery,
} from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { ListTable } from './list-table.tsx';
import { Sensitivity } from './sensitivity.tsx';
import { useOutdated } from './use-outdated.ts';
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
  const outdated = useOutdated(roundId, decision);
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
          <WaitingDecision roundId={roundId} decision={decision} isBesideList />
        </section>
      ) : null}
      {outdated === null ? null : <Banner kind="warning" text={t(`decision.outdated.${outdated}`)} />}
      {decision.state === 'RECOMMENDED' || outdated !== null ? <Recommend roundId={roundId} isAgain /> : null}
      {round.noticeAt === null ? null : <Objections roundId={roundId} decision={decision} />}
      {decision.revisionSha256 === null ? null : <Revised roundId={roundId} />}
      <h2>{t('decision.list')}</h2>
      <List roundId={roundId} />
      {decision.state === 'RECOMMENDED' ? null : <Sensitivity roundId={roundId} />}
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
  const { t } = useTranslation('agency');
  const { data: records } = useSuspenseQuery(recommendationQuery(useApi(), roundId));
  const { list, reopened } = records;
  return <ListTable roundId={roundId} caption={t('decision.list')} list={list} reopened={reopened} />;
};

const Revised = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('agency');
  const { data: records } = useSuspenseQuery(revisionQuery(useApi(), roundId));
  return (
    <>
      <h2>{t('change.list')}</h2>
      <ListTable
        roundId={roundId}
        caption={t('change.list')}
        list={records.list}
        reopened={records.stillReopened}
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
  // What was recommended before gives way to it, as when another panel has finished meanwhile.
  const label = t(decision.revisionSha256 === null ? 'decision.revise' : 'decision.reviseAgain');
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
      {hasUpheld && agent.may('staff') ? (
        <div className="actions">
          <ActButton
            label={label}
            title={label}
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
