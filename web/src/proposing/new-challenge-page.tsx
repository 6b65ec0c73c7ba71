import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequireMembership } from '../account/require-membership.tsx';
import { useKept } from '../acts/use-kept.ts';
import { useWrite } from '../acts/use-write.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { Countdown } from '../design/countdown.tsx';
import { ErrorSummary } from '../design/error-summary.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { roundQuery } from '../rounds/queries.ts';
import { ChallengeFields } from './challenge-fields.tsx';
import { useFormProblems } from './form-problems.ts';
import { termsOf } from './form.ts';
import './proposing.css';

const route = getRouteApi('/proposing/new/$roundId');

/** A problem that a public body puts to the agency; from its first saving on it saves itself. */
export const NewChallengePage = () => {
  const { t } = useTranslation('proposing');
  return (
    <Page title={t('newTitle')} caption={<Link to="/proposing">{t('title')}</Link>}>
      <RequireMembership kind="PUBLIC_BODY" roles={['buyer']}>
        {([buyerId]) => <NewChallenge buyerId={buyerId} />}
      </RequireMembership>
    </Page>
  );
};

const NewChallenge = ({ buyerId }: { buyerId: string }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const navigate = useNavigate();
  const { roundId } = route.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  const { form, change, forget } = useKept<string>(`challenge.new.${roundId}`, {});
  const problems = useFormProblems(form);
  const draft = useWrite({
    write: (terms: ReturnType<typeof termsOf>, key) =>
      dataOf(
        api.POST('/rounds/{roundId}/challenges', {
          params: { path: { roundId }, header: writeHeaders(key) },
          body: { ...terms, coProposerIds: [], coProposerNumbers: [], buyerId },
        }),
      ),
    refreshes: [['proposing']],
    onDone: async ({ challengeId }) => {
      forget();
      await navigate({ to: '/proposing/$challengeId', params: { challengeId } });
    },
  });
  return (
    <>
      <p className="lead">{inLanguage(round.name)}</p>
      {round.deadlines.challengeCall === null ? null : <Countdown deadline={round.deadlines.challengeCall} />}
      <Guidance />
      <h2>{t('text')}</h2>
      <ErrorSummary problems={problems.shown} />
      <ChallengeFields form={form} change={change} problemOf={problems.problemOf} />
      <ErrorBanner error={draft.error} />
      <p className="hint">{t('keptHere')}</p>
      <div className="actions">
        <Button
          kind="primary"
          isPending={draft.isPending}
          onPress={() => {
            if (problems.check()) draft.begin(termsOf(form));
          }}
        >
          {t('saveDraft')}
        </Button>
      </div>
    </>
  );
};

/** What makes a problem one that suppliers can solve and a panel can judge. */
export const Guidance = () => {
  const { t } = useTranslation('proposing');
  return (
    <details className="guidance">
      <summary>{t('good.title')}</summary>
      <ul>
        <li>{t('good.problem')}</li>
        <li>{t('good.targets')}</li>
        <li>{t('good.price')}</li>
        <li>{t('good.trial')}</li>
      </ul>
    </details>
  );
};
