import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ThrowAway } from '../acts/throw-away.tsx';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Download } from '../design/download.tsx';
import { InstantText } from '../design/instant.tsx';
import { roundQuery } from '../rounds/queries.ts';
import { Content } from './content.tsx';
import { Differences } from './differences.tsx';
import { fieldNames, type Form, formOf, latestOf } from './form.ts';
import type { OpenProposal } from './queries.ts';
import type { useAct } from './use-act.ts';
import type { DraftState } from './use-draft.ts';
import './closed.css';

type Props = {
  readonly proposal: OpenProposal;
  readonly draft: DraftState;
  /** A submission that may be on its way still. */
  readonly submit: ReturnType<typeof useAct>;
  /** True where the form was open when the call closed: whoever wrote in it is led here. */
  readonly takesFocus: boolean;
};

/** What the closing of the call left: what stands and since when, what is no part of it, and what can still be done. */
export const Closed = ({ proposal, draft, submit, takesFocus }: Props) => {
  const { t } = useTranslation('proposals');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) place.current?.focus();
  }, [takesFocus]);
  return (
    <div ref={place} tabIndex={-1} className="closed">
      <Banner kind="information" title={t('closed.title')}>
        <div className="closed-text">
          <p>
            {t('closed.at')} <InstantText at={proposal.proposalDeadline} />
          </p>
          {submit.isPending ? <p role="status">{t('closed.awaited')}</p> : null}
          <ErrorBanner error={submit.error} />
          <Standing proposal={proposal} />
          <Possible proposal={proposal} />
        </div>
      </Banner>
      <Late proposal={proposal} draft={draft} />
      <Unsubmitted proposal={proposal} />
    </div>
  );
};

const Standing = ({ proposal: { state, submissionNumber, submittedAt } }: Pick<Props, 'proposal'>) => {
  const { t } = useTranslation('proposals');
  if (state === 'EXPIRED') return <p>{t('closed.nothing')}</p>;
  if (state === 'WITHDRAWN') return <p>{t('closed.withdrawn')}</p>;
  if (submittedAt === null) return <p>{t('closed.plain')}</p>;
  return (
    <p>
      {t('closed.stands', { number: submissionNumber })} <InstantText at={submittedAt} />
    </p>
  );
};

/** What its supplier can do and may expect, until the opening. */
const Possible = ({ proposal }: Pick<Props, 'proposal'>) => {
  const { t } = useTranslation('proposals');
  const { data: round } = useSuspenseQuery(roundQuery(useApi(), proposal.roundId));
  const isSealed = proposal.state === 'SEALED';
  if (!isSealed && proposal.state !== 'EXPIRED' && proposal.state !== 'WITHDRAWN') return null;
  const isUnopened = ['CALL_FOR_PROPOSALS', 'CLOSED_FOR_PROPOSALS'].includes(round.phase);
  return (
    <>
      <h3>{t('closed.possible')}</h3>
      <ul>
        {isSealed ? (
          <>
            <li>
              <a href="#receipts-heading">{t('closed.receipt')}</a>
            </li>
            <li>{t('closed.next')}</li>
          </>
        ) : (
          <li>
            <Link to="/rounds">{t('closed.otherRounds')}</Link>
          </li>
        )}
        {isUnopened ? <li>{t('closed.outage')}</li> : null}
      </ul>
    </>
  );
};

/** What was typed too late to be saved: no part of the proposal, and still its writer's. */
const Late = ({ proposal, draft }: Pick<Props, 'proposal' | 'draft'>) => {
  const { t } = useTranslation('proposals');
  if (!draft.isDirty) return null;
  return (
    <Banner kind="warning" title={t('lateTitle')} text={t('lateText')}>
      <Differences mine={draft.form} theirs={formOf(latestOf(proposal))} />
      <div className="actions">
        <SaveText form={draft.form} />
        <ThrowAway label={t('forget')} onAct={draft.forget} />
      </div>
    </Banner>
  );
};

/** What was saved and never submitted. */
const Unsubmitted = ({ proposal }: Pick<Props, 'proposal'>) => {
  const { t } = useTranslation('proposals');
  if (proposal.draft === null) return null;
  const form = formOf(proposal.draft);
  return (
    <details className="card">
      <summary>{t('closed.unsubmitted')}</summary>
      <p>{t('closed.unsubmittedText')}</p>
      <Content form={form} files={null} />
      <div className="actions">
        <SaveText form={form} />
      </div>
    </details>
  );
};

const SaveText = ({ form }: { form: Form }) => {
  const { t } = useTranslation('proposals');
  return (
    <Download
      label={t('closed.saveText')}
      kind="secondary"
      fileName="proposal.txt"
      contentType="text/plain;charset=utf-8"
      content={() => fieldNames.map((name) => `${t(`field.${name}`)}\n${form[name]}\n`).join('\n')}
    />
  );
};
