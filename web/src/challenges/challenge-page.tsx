import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Countdown } from '../design/countdown.tsx';
import { DataTable } from '../design/data-table.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { Tag } from '../design/tag.tsx';
import { inLanguage, number, won } from '../i18n/formats.ts';
import { BeginProposal } from '../proposals/begin-proposal.tsx';
import { Questions } from '../questions/questions.tsx';
import { isOver } from '../rounds/phase.ts';
import { roundQuery } from '../rounds/queries.ts';
import { type Challenge, challengeQuery, correctionsQuery, proposersOf } from './queries.ts';
import { FirstUseApplications } from './first-use-application.tsx';
import { Requirement } from './requirement.tsx';
import { RoundLink } from '../rounds/round-link.tsx';

const route = getRouteApi('/challenges/$challengeId');

/** A challenge: the problem, what an answer must reach, what the buyer gives to its first use, and what was asked. */
export const ChallengePage = () => {
  const { t } = useTranslation('challenges');
  const api = useApi();
  const { challengeId } = route.useParams();
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, challengeId));
  const queries = useQueryClient();
  const { data: round } = useSuspenseQuery({
    ...roundQuery(api, challenge.roundId),
    // A deadline may move while somebody reads.
    refetchInterval: 60_000,
  });
  const { firstUseCommitment, contact } = challenge;
  return (
    <Page title={inLanguage(challenge.title)} caption={<RoundLink round={round} />}>
      <Tag kind={challenge.state === 'CORRECTED' ? 'warning' : 'neutral'}>
        {t(`state.${challenge.state}`)}
      </Tag>
      {round.phase === 'CALL_FOR_PROPOSALS' && round.deadlines.proposals !== null ? (
        <section className="card" aria-label={t('deadline')}>
          <p>{t('deadline')}</p>
          <Countdown
            deadline={round.deadlines.proposals}
            onPassed={() => {
              void queries.invalidateQueries({ queryKey: ['rounds', round.roundId], exact: true });
            }}
          />
          <p>
            <InstantText at={round.deadlines.proposals} />
          </p>
          <p>
            <a href={`/api/rounds/${round.roundId}/deadline.ics`} download="deadline.ics">
              {t('toCalendar')}
            </a>
          </p>
          <BeginProposal challengeId={challengeId} />
        </section>
      ) : null}
      <p>{t('proposedBy', { names: proposersOf(challenge) })}</p>
      <h2>{t('problem')}</h2>
      <p className="prose">{inLanguage(challenge.problem)}</p>
      <h2>{t('targets')}</h2>
      <Targets challenge={challenge} />
      <h2>{t('terms')}</h2>
      <Facts
        rows={[
          [t('fieldName'), t(`field.${challenge.field}`)],
          [t('priceCeiling'), won(challenge.priceCeilingInWon)],
          [t('quantity'), number(challenge.quantity)],
          [t('placeOfUse'), inLanguage(challenge.placeOfUse)],
          [t('trialPeriod'), t('days', { count: challenge.trialPeriodInDays })],
          [t('site'), inLanguage(firstUseCommitment.site)],
          [t('people'), inLanguage(firstUseCommitment.people)],
          [t('permits'), inLanguage(firstUseCommitment.permits)],
          [t('contact'), `${inLanguage(contact.office)}, ${contact.email}, ${contact.telephone}`],
        ]}
      />
      <Corrections challengeId={challengeId} />
      <Questions challenge={challenge} round={round} />
      {isOver(round) ? null : <FirstUseApplications challenge={challenge} />}
    </Page>
  );
};

const Targets = ({ challenge }: { challenge: Challenge }) => {
  const { t } = useTranslation('challenges');
  return (
    <DataTable
      caption={t('targets')}
      empty={t('noTargets')}
      rows={challenge.requiredPerformance}
      keyOf={({ name }) => name.en}
      columns={[
        { title: t('target'), cell: ({ name }) => inLanguage(name) },
        { title: t('required'), cell: (target) => <Requirement target={target} /> },
      ]}
    />
  );
};

const Corrections = ({ challengeId }: { challengeId: string }) => {
  const { t } = useTranslation('challenges');
  const { data } = useSuspenseQuery(correctionsQuery(useApi(), challengeId));
  if (data.rows.length === 0) return null;
  return (
    <>
      <h2>{t('corrections')}</h2>
      {data.rows.map((correction) => (
        <section key={correction.number} className="card">
          <h3>{t('correction', { number: correction.number })}</h3>
          <p>
            <InstantText at={correction.correctedAt} />
          </p>
          <p className="prose">{inLanguage(correction.explanation)}</p>
          <p>{t('changed', { parts: correction.changed.map((part) => t(`part.${part}`)).join(', ') })}</p>
        </section>
      ))}
    </>
  );
};
