import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireMembership } from '../account/require-membership.tsx';
import { useApi } from '../app/services.tsx';
import { Countdown } from '../design/countdown.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { isBuying, phaseOf } from '../rounds/phase.ts';
import { type Round, roundsQuery } from '../rounds/queries.ts';
import { NextStep } from '../purchases/next-step.tsx';
import { type Purchase, purchasesQuery } from '../purchases/queries.ts';
import { PurchaseStateTag } from '../purchases/state-tags.tsx';
import { proposedChallengesQuery } from './queries.ts';
import { ChallengeStateTag } from './state-tags.tsx';
import './proposing.css';

/** What a public body proposed over the rounds, and what it is the first user of. */
export const ProposingPage = () => {
  const { t } = useTranslation('proposing');
  return (
    <Page title={t('title')}>
      <RequireMembership kind="PUBLIC_BODY">
        {(organisationIds) => <OverRounds organisationIds={organisationIds} />}
      </RequireMembership>
    </Page>
  );
};

const OverRounds = ({ organisationIds }: { organisationIds: readonly string[] }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const { data: rounds } = useSuspenseQuery(roundsQuery(api));
  const open = rounds.filter((round) => phaseOf(round) === 'CHALLENGE_CALL');
  const buying = rounds.filter(isBuying);
  const purchases = useSuspenseQueries({
    queries: buying.map(({ roundId }) => purchasesQuery(api, roundId)),
  }).flatMap(({ data }) => data.filter(({ firstUserId }) => organisationIds.includes(firstUserId)));
  return (
    <>
      <h2>{t('openCalls')}</h2>
      {open.length === 0 ? <p>{t('noOpenCall')}</p> : null}
      {open.map((round) => (
        <OpenCall key={round.roundId} round={round} />
      ))}
      {purchases.length === 0 ? null : (
        <>
          <h2>{t('firstUses')}</h2>
          <ul className="cards">
            {purchases.map((purchase) => (
              <PurchaseCard key={purchase.purchaseId} purchase={purchase} />
            ))}
          </ul>
        </>
      )}
      <h2>{t('mine')}</h2>
      <Proposed rounds={rounds} />
    </>
  );
};

const OpenCall = ({ round }: { round: Round }) => {
  const { t } = useTranslation('proposing');
  const deadline = round.deadlines.challengeCall;
  return (
    <section className="card open-call">
      <h3>{inLanguage(round.name)}</h3>
      {deadline === null ? null : (
        <>
          <Countdown deadline={deadline} />
          <p>
            {t('callDeadline')} <InstantText at={deadline} />
          </p>
        </>
      )}
      <p>
        <Link to="/proposing/new/$roundId" params={{ roundId: round.roundId }}>
          {t('propose')}
        </Link>
      </p>
    </section>
  );
};

const PurchaseCard = ({ purchase }: { purchase: Purchase }) => (
  <li className="card">
    <h3>
      <Link to="/proposing/purchases/$purchaseId" params={{ purchaseId: purchase.purchaseId }}>
        <ChallengeTitle roundId={purchase.roundId} challengeId={purchase.challengeId} />
      </Link>
    </h3>
    <PurchaseStateTag state={purchase.state} />
    <NextStep purchase={purchase} />
  </li>
);

const ChallengeTitle = ({ roundId, challengeId }: { roundId: string; challengeId: string }) => {
  const { t } = useTranslation('proposing');
  const { data: challenges } = useSuspenseQuery(proposedChallengesQuery(useApi(), roundId));
  const found = challenges.find((challenge) => challenge.challengeId === challengeId);
  return found === undefined ? t('ofAnother') : inLanguage(found.title);
};

const Proposed = ({ rounds }: { rounds: readonly Round[] }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const answers = useSuspenseQueries({
    queries: rounds.map(({ roundId }) => proposedChallengesQuery(api, roundId)),
  });
  if (answers.every(({ data }) => data.length === 0)) return <p>{t('none')}</p>;
  return rounds.map((round, place) => {
    const challenges = answers[place]?.data ?? [];
    return challenges.length === 0 ? null : (
      <section key={round.roundId} aria-label={inLanguage(round.name)}>
        <h3>{inLanguage(round.name)}</h3>
        <ul className="cards">
          {challenges.map(({ challengeId, decisionReason, state, title }) => (
            <li key={challengeId} className="card">
              <h4>
                <Link to="/proposing/$challengeId" params={{ challengeId }}>
                  {inLanguage(title)}
                </Link>
              </h4>
              <ChallengeStateTag state={state} />
              {state === 'DRAFT' && phaseOf(round) === 'CHALLENGE_CALL' ? <p>{t('notSubmitted')}</p> : null}
              {decisionReason === null ? null : (
                <>
                  <p className="hint">{t('decisionReason')}</p>
                  <p className="prose">{decisionReason}</p>
                </>
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  });
};
