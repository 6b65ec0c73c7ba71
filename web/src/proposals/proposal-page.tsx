import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '../acts/act-dialog.tsx';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { Button } from '../design/button.tsx';
import { Countdown } from '../design/countdown.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { Files } from '../files/files.tsx';
import { filesQuery, proposalFiles } from '../files/owner.ts';
import { type FilesAtHand, useFiles } from '../files/use-files.ts';
import { inLanguage } from '../i18n/formats.ts';
import { AtHand } from './at-hand.tsx';
import { Closed } from './closed.tsx';
import { Content } from './content.tsx';
import { Corrections } from './corrections.tsx';
import { DraftForm } from './draft-form.tsx';
import { formOf } from './form.ts';
import { KeptDrafts } from './kept-drafts.tsx';
import { Opened } from './opened.tsx';
import { Partners } from './partners.tsx';
import {
  askedAgainIn,
  isOpen,
  isOpened,
  type OpenProposal,
  partnersQuery,
  proposalQuery,
} from './queries.ts';
import { Receipts } from './receipts.tsx';
import { StateTag } from './state-tag.tsx';
import { Tasks } from './tasks.tsx';
import { TradeSecrets } from './trade-secrets.tsx';
import { useAct } from './use-act.ts';
import { type DraftState, useDraft } from './use-draft.ts';

const route = getRouteApi('/proposals/$proposalId');

/** A proposal on the night before its deadline: what is missing, the text, the submission and its receipt. */
export const ProposalPage = () => {
  const { t } = useTranslation('proposals');
  return (
    <Page title={t('one')} caption={<Link to="/proposals">{t('title')}</Link>}>
      <RequireSignIn>
        <Own />
      </RequireSignIn>
    </Page>
  );
};

const Own = () => {
  const { t } = useTranslation('proposals');
  const { proposalId } = route.useParams();
  const { data: proposal } = useSuspenseQuery({
    ...proposalQuery(useApi(), proposalId),
    refetchInterval: ({ state: { data } }) =>
      data === undefined || data === null ? false : askedAgainIn(data),
  });
  if (proposal === null) return <p>{t('notOwn')}</p>;
  return <Workplace key={proposalId} proposal={proposal} />;
};

const Workplace = ({ proposal }: { proposal: OpenProposal }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const queries = useQueryClient();
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, proposal.challengeId));
  const mayChange = isOpen(proposal);
  const draft = useDraft(proposal, mayChange);
  const files = useFiles(proposalFiles(api, proposal.proposalId));
  const [begun] = useState({ deadline: proposal.proposalDeadline, isOpen: mayChange });
  // Here, since what was sent in the last second is answered when the form is gone.
  const submit = useAct(proposal.proposalId, '/proposals/{proposalId}/submission', draft.moveTo);
  return (
    <>
      <p className="lead">
        <Link to="/challenges/$challengeId" params={{ challengeId: proposal.challengeId }}>
          {inLanguage(challenge.title)}
        </Link>
      </p>
      <StateTag state={proposal.state} />
      <section className="card" aria-label={t('deadline')}>
        <p>{t('deadline')}</p>
        <Countdown
          deadline={proposal.proposalDeadline}
          onPassed={() => {
            if (mayChange)
              void queries.invalidateQueries({ queryKey: ['own-proposals', proposal.proposalId] });
          }}
        />
        <p>
          <InstantText at={proposal.proposalDeadline} />
        </p>
        <p role="status">{proposal.proposalDeadline === begun.deadline ? null : t('moved')}</p>
      </section>
      {mayChange ? (
        <Tasks proposal={proposal} draft={draft} />
      ) : (
        <Closed proposal={proposal} draft={draft} submit={submit} takesFocus={begun.isOpen} />
      )}
      {isOpened(proposal) ? <Opened proposal={proposal} /> : null}
      {mayChange ? null : <Submitted proposal={proposal} />}
      {mayChange ? <Corrections proposal={proposal} draft={draft} /> : null}
      {mayChange ? <DraftForm draft={draft} /> : null}
      {mayChange ? <KeptDrafts proposalId={proposal.proposalId} draft={draft} /> : null}
      {mayChange ? <DraftFiles files={files} deadline={proposal.proposalDeadline} /> : null}
      {mayChange ? <TradeSecrets proposalId={proposal.proposalId} draft={draft} /> : null}
      <Partners proposalId={proposal.proposalId} mayChange={mayChange} />
      {mayChange ? (
        <Acts proposal={proposal} draft={draft} submit={submit} hasFilesUnderWay={files.chosen.length > 0} />
      ) : null}
      <Receipts proposal={proposal} />
      {mayChange ? <AtHand deadline={proposal.proposalDeadline} draft={draft} /> : null}
    </>
  );
};

/** What goes along with the submission. */
const DraftFiles = ({ files, deadline }: { files: FilesAtHand; deadline: string }) => {
  const { t } = useTranslation('proposals');
  return (
    <div id="files">
      <Files files={files} title={t('files')} deadline={deadline} />
    </div>
  );
};

const Submitted = ({ proposal }: { proposal: OpenProposal }) => {
  const { t } = useTranslation('proposals');
  if (proposal.content === null) return null;
  return (
    <section aria-labelledby="submitted-heading">
      <h2 id="submitted-heading">{t('submittedContent')}</h2>
      <Content form={formOf(proposal.content)} files={proposal.attachments} partners={proposal.partners} />
    </section>
  );
};

/** Why nothing can be submitted now; a file that was chosen and has not come would not go along. */
const whyNot = ({ theirs, isDirty }: DraftState, hasFilesUnderWay: boolean) => {
  if (theirs !== null) return 'notChosenYet';
  if (isDirty) return 'notSavedYet';
  return hasFilesUnderWay ? 'filesUnderWay' : 'notComplete';
};

type ActsProps = {
  readonly proposal: OpenProposal;
  readonly draft: DraftState;
  readonly submit: ReturnType<typeof useAct>;
  readonly hasFilesUnderWay: boolean;
};

const Acts = ({ proposal, draft, submit, hasFilesUnderWay }: ActsProps) => {
  const { t } = useTranslation('proposals');
  const [asked, setAsked] = useState<'submit' | 'withdraw' | null>(null);
  const close = (): void => {
    setAsked(null);
  };
  const withdraw = useAct(proposal.proposalId, '/proposals/{proposalId}/withdrawal', (version) => {
    draft.moveTo(version);
    close();
  });
  const isReady =
    !draft.isDirty && draft.theirs === null && proposal.missing.length === 0 && !hasFilesUnderWay;
  return (
    <section aria-labelledby="submit-heading">
      <h2 id="submit-heading">{t('submission')}</h2>
      {isReady ? null : (
        <p>
          {t(whyNot(draft, hasFilesUnderWay))}{' '}
          <a href={hasFilesUnderWay ? '#files' : '#tasks-heading'}>
            {t(hasFilesUnderWay ? 'files' : 'toTasks')}
          </a>
        </p>
      )}
      <div className="actions">
        <Button
          kind="primary"
          isDisabled={!isReady}
          onPress={() => {
            submit.reset();
            setAsked('submit');
          }}
        >
          {t('check')}
        </Button>
        {proposal.state === 'SUBMITTED' ? (
          <Button
            kind="danger"
            onPress={() => {
              withdraw.reset();
              setAsked('withdraw');
            }}
          >
            {t('withdraw')}
          </Button>
        ) : null}
      </div>
      {asked === 'submit' && !submit.isDone ? (
        <ActDialog
          title={t('checkTitle')}
          act={t('submit')}
          kind="primary"
          isPending={submit.isPending}
          error={submit.error}
          onClose={close}
          onAct={() => {
            submit.begin(draft.version);
          }}
        >
          <FinalCheck proposal={proposal} draft={draft} />
        </ActDialog>
      ) : null}
      {asked === 'withdraw' ? (
        <ActDialog
          title={t('withdrawTitle')}
          act={t('withdraw')}
          kind="danger"
          isPending={withdraw.isPending}
          error={withdraw.error}
          onClose={close}
          onAct={() => {
            withdraw.begin(draft.version);
          }}
        >
          <p>{t('withdrawText')}</p>
        </ActDialog>
      ) : null}
    </section>
  );
};

/** Exactly what is sent: the text as saved, the files by their SHA-256, and whoever has confirmed, with their shares. */
const FinalCheck = ({ proposal, draft }: { proposal: OpenProposal; draft: DraftState }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { proposalId } = proposal;
  const { data: attachments } = useSuspenseQuery(filesQuery(proposalFiles(api, proposalId)));
  // A partner answers at any time, and moves no version by it.
  const { data: partners } = useSuspenseQuery({
    ...partnersQuery(api, proposalId),
    refetchOnMount: 'always',
  });
  return (
    <>
      <p>{t('checkText')}</p>
      <Content
        form={draft.form}
        files={attachments.filter(({ removedAt }) => removedAt === null)}
        partners={partners.filter(({ state }) => state === 'CONFIRMED')}
      />
    </>
  );
};
