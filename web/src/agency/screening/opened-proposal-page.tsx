import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { challengesQuery } from '../../challenges/queries.ts';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import { ProposalText } from '../../evaluations/proposal-text.tsx';
import { openedProposalQuery } from '../../evaluations/queries.ts';
import '../../evaluations/evaluations.css';
import { inLanguage } from '../../i18n/formats.ts';
import { phaseOf } from '../../rounds/phase.ts';
import { useAgent } from '../agent.ts';
import { preparationQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { DecideEligibility } from './decide-eligibility.tsx';
import { type Screening, screeningQuery } from '../../screening/queries.ts';
import { ScreeningRecord } from '../../screening/screening-record.tsx';
import { ProposalQuestions } from './proposal-questions.tsx';
import type { OpenedProposal } from './queries.ts';
import { OpenedStateTag } from './state-tag.tsx';
import { RequestSupplement } from './request-supplement.tsx';

const route = getRouteApi('/agency/rounds/$roundId/proposals/$proposalId');

/** An opened proposal with its files, how it was screened, and what can be decided about it now. */
export const OpenedProposalPage = () => {
  const { t } = useTranslation('screening');
  const { roundId, proposalId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('one')} roles={['staff', 'auditor']}>
      <p>
        <Link to="/agency/rounds/$roundId/proposals" params={{ roundId }}>
          {t('toAll')}
        </Link>
      </p>
      <Opened roundId={roundId} proposalId={proposalId} />
    </RoundRoom>
  );
};

const Opened = ({ roundId, proposalId }: { roundId: string; proposalId: string }) => {
  const { t } = useTranslation('screening');
  const api = useApi();
  const { data: proposal } = useSuspenseQuery(openedProposalQuery(api, proposalId));
  const { data: screening } = useSuspenseQuery(screeningQuery(api, proposalId));
  const titleOf = useChallengeTitles(roundId);
  const { supplierName, supplierId } = proposal;
  return (
    <>
      <p>
        <OpenedStateTag state={proposal.state} />
      </p>
      <p className="lead">{inLanguage(proposal.content.title)}</p>
      <Facts
        rows={[
          [t('challenge'), titleOf(proposal.challengeId)],
          [t('supplier'), supplierName === null ? supplierId : inLanguage(supplierName)],
          [
            t('submittedAt'),
            proposal.submittedAt === null ? null : <InstantText key="at" at={proposal.submittedAt} />,
          ],
          [t('submissionNumber'), proposal.submissionNumber],
          [t('corrections'), <Corrections key="corrections" proposal={proposal} />],
          [t('reason'), proposal.eligibilityReason],
        ]}
      />
      <h2>{t('decide')}</h2>
      <Acts proposal={proposal} screening={screening} />
      <ProposalQuestions proposal={proposal} />
      <ScreeningRecord screening={screening} />
      <ProposalText proposal={proposal} />
    </>
  );
};

/** Whoever submitted before a correction acknowledges it or submits again. */
const Corrections = ({ proposal }: { proposal: OpenedProposal }) => {
  const { t } = useTranslation('screening');
  const { data: challenges } = useSuspenseQuery(challengesQuery(useApi(), proposal.roundId));
  const { challengeId, acknowledgedCorrection } = proposal;
  const last = challenges.find((one) => one.challengeId === challengeId)?.correctionNumber ?? 0;
  if (last === 0) return t('noCorrections');
  return acknowledgedCorrection >= last ? (
    t('acknowledged', { last })
  ) : (
    <Tag kind="bad">{t('unacknowledged', { count: last - acknowledgedCorrection, last })}</Tag>
  );
};

type ActsProps = { readonly proposal: OpenedProposal; readonly screening: Screening };

/** What staff can do: screen what is opened, and weigh what an excluded supplier replied. */
const Acts = ({ proposal, screening }: ActsProps) => {
  const { t } = useTranslation('screening');
  const agent = useAgent();
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), proposal.roundId));
  const phase = phaseOf(round);
  if (!agent.may('staff')) return <p>{t('staffDecide')}</p>;
  if (proposal.state === 'OPENED' && phase === 'SCREENING')
    return screening.awaitedUntil !== null ? (
      <p>
        {t('awaited')} <InstantText at={screening.awaitedUntil} />
      </p>
    ) : (
      <div className="actions">
        <DecideEligibility proposal={proposal} eligible title={t('accept')} consequence={t('acceptText')} />
        <RequestSupplement proposal={proposal} />
        <DecideEligibility
          proposal={proposal}
          eligible={false}
          title={t('exclude')}
          consequence={t('excludeText')}
        />
      </div>
    );
  if (screening.state === 'REPLIED' && ['SCREENING', 'EVALUATION'].includes(phase))
    return (
      <>
        <p>{t('replied')}</p>
        <div className="actions">
          <DecideEligibility
            proposal={proposal}
            eligible
            title={t('convinced')}
            consequence={t('convincedText')}
          />
          <DecideEligibility
            proposal={proposal}
            eligible={false}
            title={t('unconvinced')}
            consequence={t('unconvincedText')}
          />
        </div>
      </>
    );
  return <p>{phase === 'OPENED' ? t('notYet') : t('nothingToDecide')}</p>;
};
