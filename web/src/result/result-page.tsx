import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { Page } from '../design/page.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { isOpened, type OpenProposal, proposalQuery } from '../proposals/queries.ts';
import { Explained } from '../rounds/explanation.tsx';
import { type Explanation, type Round, roundQuery } from '../rounds/queries.ts';
import { useProposalTitles } from '../rounds/use-proposal-titles.ts';
import { ObjectionPart } from './objection.tsx';
import { Outcome } from './outcome.tsx';
import { resultQuery } from './queries.ts';
import { Scorecards } from './scorecards.tsx';

const route = getRouteApi('/proposals/$proposalId/result');

/** What was decided on one's own proposal and why, and what one can say against it. */
export const ResultPage = () => {
  const { t } = useTranslation('result');
  const { proposalId } = route.useParams();
  return (
    <Page
      title={t('title')}
      caption={
        <Link to="/proposals/$proposalId" params={{ proposalId }}>
          {t('toProposal')}
        </Link>
      }
    >
      <RequireSignIn>
        <Own proposalId={proposalId} />
      </RequireSignIn>
    </Page>
  );
};

const Own = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('result');
  const { data: proposal } = useSuspenseQuery(proposalQuery(useApi(), proposalId));
  if (proposal === null) return <p className="lead">{t('notOwn')}</p>;
  return <OfProposal proposal={proposal} />;
};

const OfProposal = ({ proposal }: { proposal: OpenProposal }) => {
  const { t } = useTranslation('result');
  const api = useApi();
  const { data: round } = useSuspenseQuery(roundQuery(api, proposal.roundId));
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, proposal.challengeId));
  const isGiven = round.noticeAt !== null && isOpened(proposal);
  return (
    <>
      <p className="lead">
        <Link to="/challenges/$challengeId" params={{ challengeId: proposal.challengeId }}>
          {inLanguage(challenge.title)}
        </Link>
      </p>
      {isGiven ? <Decided proposal={proposal} round={round} /> : <p>{t('notYet')}</p>}
    </>
  );
};

const Decided = ({ proposal, round }: { proposal: OpenProposal; round: Round }) => {
  const { t } = useTranslation('result');
  const { data: result } = useSuspenseQuery(resultQuery(useApi(), proposal.proposalId));
  const { explanation } = result;
  // What was excluded has no points to explain.
  const isScored = explanation !== null && result.state !== 'INELIGIBLE';
  return (
    <>
      <Outcome result={result} round={round} />
      <ObjectionPart proposal={proposal} round={round} />
      {isScored ? (
        <section aria-labelledby="why">
          <h2 id="why">{t('why')}</h2>
          <Why roundId={round.roundId} explanation={explanation} />
        </section>
      ) : null}
      {isScored ? <Scorecards result={result} scoring={round.policy.scoring} /> : null}
    </>
  );
};

/** Other proposals that a row's explanation names. */
const namedIn = ({ wouldChange }: Explanation): readonly string[] => {
  if (wouldChange.kind === 'challenge') return wouldChange.served.map(({ proposalId }) => proposalId);
  return wouldChange.kind === 'first-misfit' ? [wouldChange.proposalId] : [];
};

type WhyProps = { readonly roundId: string; readonly explanation: Explanation };

const Why = ({ roundId, explanation }: WhyProps) => (
  <Explained explanation={explanation} titleOf={useProposalTitles(roundId, namedIn(explanation))} />
);
