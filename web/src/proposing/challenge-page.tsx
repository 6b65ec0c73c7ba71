import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { RequireMembership } from '../account/require-membership.tsx';
import { ActButton } from '../acts/act-button.tsx';
import { SaveConflict, SaveState } from '../acts/save-state.tsx';
import { useAutosave } from '../acts/use-autosave.ts';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { InspectorConflict } from '../conflicts/inspector-conflict.tsx';
import { ChallengeText } from '../challenges/challenge-text.tsx';
import { Button } from '../design/button.tsx';
import { Countdown } from '../design/countdown.tsx';
import { ErrorSummary } from '../design/error-summary.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { TextField } from '../design/text-field.tsx';
import { inLanguage, won } from '../i18n/formats.ts';
import { written } from '../i18n/typed.ts';
import { type Round, roundQuery } from '../rounds/queries.ts';
import { ChallengeFields } from './challenge-fields.tsx';
import { CoProposers } from './co-proposers.tsx';
import { Correction } from './correction.tsx';
import { useFieldLabel, useFormProblems } from './form-problems.ts';
import { formOf, invalidFields, missingFields, termsOf } from './form.ts';
import { Guidance } from './new-challenge-page.tsx';
import { Questions } from './questions.tsx';
import { type ProposedChallenge, proposedChallengeQuery } from './queries.ts';
import { ReturnChallenge } from './return-challenge.tsx';
import { ChallengeStateTag } from './state-tags.tsx';
import './proposing.css';

const route = getRouteApi('/proposing/$challengeId');

/** A challenge as its body sees it: the draft, what was decided, the questions, and what can be done now. */
export const ProposedChallengePage = () => {
  const { t } = useTranslation('proposing');
  return (
    <Page title={t('one')} caption={<Link to="/proposing">{t('title')}</Link>}>
      <RequireMembership kind="PUBLIC_BODY">{() => <Own />}</RequireMembership>
    </Page>
  );
};

const Own = () => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const { challengeId } = route.useParams();
  const { data: challenge } = useSuspenseQuery(proposedChallengeQuery(api, challengeId));
  const { data: round } = useSuspenseQuery(roundQuery(api, challenge.roundId));
  // Co-proposers see it, and the body that proposed it acts.
  const isOwn = organisationsOf(useAccount(), 'PUBLIC_BODY', ['buyer']).includes(challenge.buyerId);
  const isCalled = round.phase === 'CHALLENGE_CALL';
  const isDrafted = challenge.state === 'DRAFT' && isOwn && isCalled;
  const isPublished = challenge.state === 'PUBLISHED' || challenge.state === 'CORRECTED';
  return (
    <>
      <p className="lead">{inLanguage(challenge.title)}</p>
      <ChallengeStateTag state={challenge.state} />
      <Standing challenge={challenge} round={round} />
      {/* A draft stands in its form, and what is published on its own page. */}
      {isDrafted || isPublished ? null : (
        <details>
          <summary>{t('text')}</summary>
          <ChallengeText challenge={challenge} />
        </details>
      )}
      {isPublished ? (
        <>
          <p>
            <Link to="/challenges/$challengeId" params={{ challengeId }}>
              {t('toPublished')}
            </Link>
          </p>
          <Questions challengeId={challengeId} />
        </>
      ) : null}
      {isOwn && isPublished ? (
        <>
          <Correction challenge={challenge} />
          <InspectorConflict roundId={challenge.roundId} challengeId={challengeId} />
        </>
      ) : null}
      <CoProposers challenge={challenge} mayChange={isDrafted} />
      {isDrafted ? <Draft key={challengeId} challenge={challenge} /> : null}
      {challenge.state === 'DRAFT' && !isCalled ? <p>{t('tooLate')}</p> : null}
      {isOwn ? <OwnActs challenge={challenge} /> : null}
    </>
  );
};

/** Where it was proposed, what was decided and why, and what became of it later. */
const Standing = ({ challenge, round }: { challenge: ProposedChallenge; round: Round }) => {
  const { t } = useTranslation('proposing');
  return (
    <Facts
      rows={[
        [t('roundName'), inLanguage(round.name)],
        [
          t('submittedAt'),
          challenge.submittedAt === null ? null : <InstantText key="at" at={challenge.submittedAt} />,
        ],
        [t('decisionReason'), challenge.decisionReason],
        [
          t('incubation'),
          challenge.incubation === null
            ? null
            : t('incubationText', {
                amount: won(challenge.incubation.budgetInWon),
                plan: challenge.incubation.plan,
              }),
        ],
        [
          t('returnedAs'),
          challenge.incubation === null || challenge.incubation.returnedAs.length === 0 ? null : (
            <ul key="returned">
              {challenge.incubation.returnedAs.map((returned) => (
                <li key={returned.challengeId}>
                  <Link to="/proposing/$challengeId" params={{ challengeId: returned.challengeId }}>
                    <RoundName roundId={returned.roundId} />
                  </Link>
                </li>
              ))}
            </ul>
          ),
        ],
        [
          t('incubatedFrom'),
          challenge.incubatedFrom === null ? null : (
            <Link key="from" to="/proposing/$challengeId" params={{ challengeId: challenge.incubatedFrom }}>
              {t('incubatedBefore')}
            </Link>
          ),
        ],
      ]}
    />
  );
};

const RoundName = ({ roundId }: { roundId: string }) => {
  const { data: round } = useSuspenseQuery(roundQuery(useApi(), roundId));
  return inLanguage(round.name);
};

const OwnActs = ({ challenge }: { challenge: ProposedChallenge }) => {
  if (challenge.state === 'INCUBATED') return <ReturnChallenge challenge={challenge} />;
  return ['DRAFT', 'SUBMITTED'].includes(challenge.state) ? <Withdrawal challenge={challenge} /> : null;
};

const Draft = ({ challenge }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const queries = useQueryClient();
  const labelOf = useFieldLabel();
  const { challengeId, coProposerIds } = challenge;
  const saving = useAutosave({
    place: `challenge.${challengeId}`,
    present: { version: challenge.version, form: formOf(challenge) },
    isOpen: true,
    // The agency takes a challenge whole: until then what is typed stays here.
    isWhole: true,
    invalidFields: (form) => [...invalidFields(form), ...missingFields(form)],
    asSaved: (form) => (missingFields(form).length > 0 ? form : formOf(termsOf(form))),
    save: async (form, version, key) => {
      const saved = await dataOf(
        api.PUT('/challenges/{challengeId}', {
          params: { path: { challengeId }, header: writeHeaders(key, version) },
          body: { ...termsOf(form), coProposerIds, coProposerNumbers: [] },
        }),
      );
      queries.setQueryData(proposedChallengeQuery(api, challengeId).queryKey, (before) =>
        before === undefined ? undefined : { ...before, ...saved },
      );
      return saved.version;
    },
    readAgain: async () => {
      const found = await queries.query({ ...proposedChallengeQuery(api, challengeId), staleTime: 0 });
      return { version: found.version, form: formOf(found) };
    },
  });
  const problems = useFormProblems(saving.form);
  const isReady = problems.isWhole && !saving.isDirty && saving.theirs === null;
  return (
    <section aria-labelledby="draft-heading">
      <h2 id="draft-heading">{t('draft')}</h2>
      <Countdown deadline={challenge.callDeadline} />
      <Guidance />
      <SaveConflict saving={saving} names={Object.keys(saving.form)} labelOf={labelOf} />
      <ErrorSummary problems={problems.shown} />
      <ChallengeFields form={saving.form} change={saving.change} problemOf={problems.problemOf} />
      <SaveState saving={saving} />
      <div className="actions">
        {isReady ? (
          <ActButton
            label={t('submit')}
            title={t('submitTitle')}
            act={t('submitAct')}
            input={{ version: saving.version }}
            write={({ version }, key) =>
              dataOf(
                api.POST('/challenges/{challengeId}/submission', {
                  params: { path: { challengeId }, header: writeHeaders(key, version) },
                }),
              )
            }
            refreshes={[['proposing']]}
          >
            <p>{t('submitText')}</p>
          </ActButton>
        ) : (
          <Button
            kind="primary"
            isPending={problems.isWhole}
            onPress={() => {
              problems.check();
            }}
          >
            {t('submit')}
          </Button>
        )}
      </div>
    </section>
  );
};

const Withdrawal = ({ challenge }: { challenge: ProposedChallenge }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const { challengeId, version } = challenge;
  const { form, type, forget } = useKept(`challenge.${challengeId}.withdrawal`, { reason: '' });
  const said = written(form.reason);
  return (
    <section aria-labelledby="withdrawal-heading">
      <h2 id="withdrawal-heading">{t('withdrawal')}</h2>
      <ActButton
        label={t('withdraw')}
        title={t('withdrawTitle')}
        kind="danger"
        look="secondary"
        input={said === null ? {} : { reason: said }}
        write={(body: { reason?: string }, key) =>
          dataOf(
            api.POST('/challenges/{challengeId}/withdrawal', {
              params: { path: { challengeId }, header: writeHeaders(key, version) },
              body,
            }),
          )
        }
        refreshes={[['proposing']]}
        onDone={forget}
      >
        <p>{t('withdrawText')}</p>
        <TextField
          label={t('reasonOptional')}
          rows={3}
          maxLength={2000}
          value={form.reason}
          onChange={(reason) => {
            type({ reason });
          }}
        />
      </ActButton>
    </section>
  );
};
