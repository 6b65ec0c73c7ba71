import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { Banner } from '../../design/banner.tsx';
import { Facts } from '../../design/facts.tsx';
import { RequestsAside } from '../../designations/buying-requests.tsx';
import {
  CancellationRecord,
  DesignationGrounds,
  ReviewRecord,
  useTerm,
} from '../../designations/designation-facts.tsx';
import {
  type Designation,
  type DesignationFile,
  designationFileQuery,
  designationsQuery,
  isInForce,
} from '../../designations/queries.ts';
import { DesignationTag } from '../../designations/state-tag.tsx';
import { verdictsQuery } from '../../first-use/queries.ts';
import { inLanguage } from '../../i18n/formats.ts';
import { listQuery, publishedQuery } from '../../rounds/queries.ts';
import { useAgent } from '../agent.ts';
import { SupplierName } from '../purchases/supplier-name.tsx';
import {
  decisionQuery,
  objectionsQuery,
  type Preparation,
  preparationQuery,
  type WaitingDesignation as Waiting,
  waitingDesignationsQuery,
} from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { NoticeCancellation, ReviewDesignation, WithdrawPreparation } from './designation-acts.tsx';
import { PrepareExtension, WaitingExtension } from './extension.tsx';
import { PrepareDesignation } from './prepare-designation.tsx';
import { WaitingCancellation } from './waiting-cancellation.tsx';
import { WaitingDesignation } from './waiting-designation.tsx';

const route = getRouteApi('/agency/rounds/$roundId/designations');

/** What a round found and other public bodies may buy: what can be designated, what awaits another person, what holds. */
export const AgencyDesignationsPage = () => {
  const { t } = useTranslation('designations');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('room.title')}>
      <OfRound roundId={roundId} />
    </RoundRoom>
  );
};

const OfRound = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('designations');
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  return round.noticeAt === null ? <p className="lead">{t('room.later')}</p> : <Solutions round={round} />;
};

/** A solution that passed, with its designation where it has one. */
type Solution = {
  readonly proposalId: string;
  readonly challengeId: string;
  readonly rank: number | null;
  readonly title: { readonly ko: string; readonly en: string } | null;
  readonly designation: Designation | null;
  readonly waiting: Waiting | null;
};

const groups = ['waiting', 'possible', 'standing', 'ended'] as const;

const groupOf = ({ designation, waiting }: Solution): (typeof groups)[number] => {
  if (waiting !== null) return 'waiting';
  if (designation === null) return 'possible';
  return isInForce(designation) ? 'standing' : 'ended';
};

/** What stands on the list as passed, in its order, with what is made of it. */
const useSolutions = (roundId: string): readonly Solution[] => {
  const api = useApi();
  const { data: list } = useSuspenseQuery(listQuery(api, roundId));
  const { data: designations } = useSuspenseQuery(designationsQuery(api));
  const { data: waiting } = useSuspenseQuery(waitingDesignationsQuery(api));
  const passed = list.list.filter(({ outcome }) => outcome !== 'REJECTED');
  const publications = useSuspenseQueries({
    queries: passed.map(({ proposalId }) => publishedQuery(api, proposalId)),
  });
  return passed.map(({ challengeId, proposalId, rank }, place) => ({
    proposalId,
    challengeId,
    rank,
    title: publications[place]?.data?.title ?? null,
    designation: designations.find((one) => one.proposalId === proposalId) ?? null,
    waiting: waiting.find((one) => one.proposalId === proposalId) ?? null,
  }));
};

/** True once nothing can change the list any more, so that what is on it may be designated. */
const useIsSettled = (roundId: string): boolean => {
  const api = useApi();
  const { data: decision } = useSuspenseQuery(decisionQuery(api, roundId));
  const { data: objections } = useSuspenseQuery(objectionsQuery(api, roundId));
  return (
    decision?.state === 'FINAL' &&
    decision.revisionSha256 === null &&
    objections.rows.every((objection) => objection.decision !== null)
  );
};

const Solutions = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('designations');
  const agent = useAgent();
  const solutions = useSolutions(round.roundId);
  const isSettled = useIsSettled(round.roundId);
  return (
    <>
      <p className="lead">{t('room.lead')}</p>
      {isSettled ? null : <Banner kind="warning" text={t('room.unsettled')} />}
      {agent.may('staff', 'approver') ? null : <p className="hint">{t('room.reading')}</p>}
      {solutions.length === 0 ? <p>{t('room.none')}</p> : null}
      {groups.map((group) => {
        const members = solutions.filter((solution) => groupOf(solution) === group);
        return members.length === 0 ? null : (
          <section key={group} aria-labelledby={`designations-${group}`}>
            <h2 id={`designations-${group}`}>{t(`room.group.${group}`)}</h2>
            <ul className="stack">
              {members.map((solution) => (
                <li key={solution.proposalId} className="card">
                  <Body solution={solution} round={round} isSettled={isSettled} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
};

type BodyProps = {
  readonly solution: Solution;
  readonly round: Preparation;
  readonly isSettled: boolean;
};

const Body = ({ solution, round, isSettled }: BodyProps) => {
  const { designation, proposalId, title, waiting } = solution;
  const agent = useAgent();
  const prepare =
    isSettled && agent.may('staff') ? (
      <div className="actions">
        <PrepareDesignation
          proposalId={proposalId}
          title={title}
          prepared={waiting}
          needs={round.policy.designationNeeds}
        />
        {waiting === null ? null : <WithdrawPreparation designation={waiting} />}
      </div>
    ) : null;
  if (waiting !== null && (waiting.state === 'PREPARED' || waiting.cancellation !== null))
    return waiting.state === 'PREPARED' ? (
      <>
        <WaitingDesignation waiting={waiting} designationInSeconds={round.policy.designationInSeconds} />
        <FailedUse solution={solution} roundId={round.roundId} />
        {prepare}
      </>
    ) : (
      <>
        <WaitingCancellation waiting={waiting} />
        <WaitingExtension waiting={waiting} />
        <FailedUse solution={solution} roundId={round.roundId} />
        <ReviewRecord file={waiting} />
        <ReviewIfDue file={waiting} round={round} />
      </>
    );
  return designation === null ? (
    <>
      <Undesignated solution={solution} roundId={round.roundId} />
      {prepare}
    </>
  ) : (
    <Designated solution={solution} designation={designation} round={round} />
  );
};

type OfRoundProps = { readonly solution: Solution; readonly roundId: string };

const Undesignated = ({ solution, roundId }: OfRoundProps) => {
  const { t } = useTranslation('designations');
  const { proposalId, rank, title } = solution;
  return (
    <>
      <h3>{title === null ? t('room.unpublished', { id: proposalId.slice(0, 8) }) : inLanguage(title)}</h3>
      <Facts
        rows={[
          [t('room.challenge'), <ToChallenge key="challenge" solution={solution} roundId={roundId} />],
          [t('supplier'), title === null ? null : <SupplierName key="supplier" proposalId={proposalId} />],
          [t('room.rank'), rank],
        ]}
      />
      <FailedUse solution={solution} roundId={roundId} />
    </>
  );
};

const ToChallenge = ({ solution: { challengeId }, roundId }: OfRoundProps) => (
  <Link to="/challenges/$challengeId" params={{ challengeId }}>
    {useChallengeTitles(roundId)(challengeId)}
  </Link>
);

/** A failure in the first use does not end a designation; somebody reviews whether it should stand. */
const FailedUse = ({ solution: { proposalId }, roundId }: OfRoundProps) => {
  const { t } = useTranslation('designations');
  const { data: verdicts } = useSuspenseQuery(verdictsQuery(useApi(), roundId));
  const hasFailed = verdicts.some((one) => one.proposalId === proposalId && one.verdict === 'FAILURE');
  return hasFailed ? (
    <Banner kind="warning" text={t('room.failed')}>
      <p>
        <Link to="/rounds/$roundId/verdicts" params={{ roundId }}>
          {t('room.toVerdicts')}
        </Link>
      </p>
    </Banner>
  ) : null;
};

/** Staff review what failed after it was designated; until then it stands among what waits. */
const ReviewIfDue = ({ file, round }: { file: DesignationFile; round: Preparation }) => {
  const { t } = useTranslation('designations');
  const agent = useAgent();
  if (!file.reviewDue) return null;
  return (
    <>
      <p>{t('review.due')}</p>
      {agent.may('staff') ? (
        <div className="actions">
          <ReviewDesignation
            designation={file}
            commentInSeconds={round.policy.cancellationCommentInSeconds}
          />
        </div>
      ) : null}
    </>
  );
};

type DesignatedProps = {
  readonly solution: Solution;
  readonly designation: Designation;
  readonly round: Preparation;
};

const Designated = ({ solution, designation, round }: DesignatedProps) => {
  const { waiting } = solution;
  const { t } = useTranslation('designations');
  const agent = useAgent();
  const { data: file } = useSuspenseQuery(designationFileQuery(useApi(), designation.proposalId));
  const term = useTerm(file);
  return (
    <>
      <h3>{inLanguage(file.name)}</h3>
      <p>
        <DesignationTag state={file.state} />
      </p>
      <Facts
        rows={[
          [t('room.challenge'), <ToChallenge key="challenge" solution={solution} roundId={round.roundId} />],
          [t('supplier'), <SupplierName key="supplier" proposalId={file.proposalId} />],
          ...term,
        ]}
      />
      <FailedUse solution={solution} roundId={round.roundId} />
      {waiting === null ? null : <WaitingExtension waiting={waiting} />}
      <CancellationRecord file={file} />
      <ReviewRecord file={file} />
      <ReviewIfDue file={file} round={round} />
      <details>
        <summary>{t('own.grounds')}</summary>
        <DesignationGrounds file={file} />
      </details>
      <RequestsAside proposalId={file.proposalId} />
      {isInForce(file) ? (
        <div className="actions">
          {agent.may('staff') ? (
            <>
              {(waiting?.extension ?? null) === null ? (
                <PrepareExtension key={file.version} designation={file} />
              ) : null}
              <NoticeCancellation
                designation={file}
                commentInSeconds={round.policy.cancellationCommentInSeconds}
              />
            </>
          ) : null}
        </div>
      ) : null}
    </>
  );
};
