import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { isBefore } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Countdown } from '../design/countdown.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Tag } from '../design/tag.tsx';
import { FilesAlong } from '../files/files-along.tsx';
import { PinnedFiles } from '../files/pinned-files.tsx';
import { useTaking } from '../files/use-taking.ts';
import type { OpenProposal } from '../proposals/queries.ts';
import { TextAct } from '../proposals/text-act.tsx';
import type { Round } from '../rounds/queries.ts';
import { type Objection, objectionQuery } from './queries.ts';

type Props = { readonly proposal: OpenProposal; readonly round: Round };

/** What one can say against the decision while the standstill runs, and what came of it. */
export const ObjectionPart = ({ proposal, round }: Props) => {
  const { t } = useTranslation('result');
  const { data: objection } = useSuspenseQuery(objectionQuery(useApi(), proposal.proposalId));
  const { standstill } = round.deadlines;
  if (standstill === null || proposal.state === 'WITHDRAWN_AFTER_OPENING') return null;
  return (
    <section aria-labelledby="objection">
      <h2 id="objection">{t('objection.title')}</h2>
      {objection === null ? (
        <NotMade proposal={proposal} round={round} standstill={standstill} />
      ) : (
        <Made objection={objection} />
      )}
    </section>
  );
};

const NotMade = ({ proposal, round, standstill }: Props & { readonly standstill: string }) => {
  const { t } = useTranslation('result');
  const [isRunning, setIsRunning] = useState(() => isBefore(standstill));
  const days = Math.round(round.policy.objectionDecisionInSeconds / 86_400);
  if (!isRunning)
    return (
      <p>
        {t('objection.over')} <InstantText at={standstill} />
      </p>
    );
  return (
    <Banner kind="information" title={t('objection.possible')}>
      <p>{t('objection.until')}</p>
      <Countdown
        deadline={standstill}
        onPassed={() => {
          setIsRunning(false);
        }}
      />
      <p>
        <InstantText at={standstill} />
      </p>
      <ul>
        <li>{t('objection.what')}</li>
        <li>{t('objection.holds')}</li>
        <li>{days < 1 ? t('objection.judge') : t('objection.judgeInDays', { count: days })}</li>
        <li>{t('objection.upheld')}</li>
      </ul>
      <Write proposal={proposal} />
    </Banner>
  );
};

const Write = ({ proposal: { proposalId, supplierId } }: Pick<Props, 'proposal'>) => {
  const { t } = useTranslation('result');
  const account = useAccount();
  if (!organisationsOf(account, 'SUPPLIER', ['signatory']).includes(supplierId))
    return <p className="hint">{t('objection.signatory')}</p>;
  return <WriteAsSignatory proposalId={proposalId} />;
};

const WriteAsSignatory = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('result');
  const api = useApi();
  const taking = useTaking({ kind: 'objection', ownerId: proposalId });
  return (
    <div>
      <FilesAlong taking={taking} />
      <div className="actions">
        <TextAct
          place={`objection ${proposalId}`}
          label={t('objection.act')}
          text={t('objection.text')}
          maxLength={20_000}
          taking={taking}
          write={(text, key, attachmentIds) =>
            dataOf(
              api.POST('/proposals/{proposalId}/objection', {
                params: { path: { proposalId }, header: writeHeaders(key) },
                body: { text, attachmentIds },
              }),
            )
          }
          refreshes={[['own-proposals', proposalId]]}
        >
          <p>{t('objection.consequence')}</p>
        </TextAct>
      </div>
    </div>
  );
};

const kinds = { OPEN: 'active', UPHELD: 'good', DISMISSED: 'bad', INADMISSIBLE: 'bad' } as const;

const Made = ({ objection }: { objection: Objection }) => {
  const { t } = useTranslation('result');
  const { proposalId, state, text, documents, filedAt, decisionDeadline, decision } = objection;
  return (
    <section className="card" aria-label={t('objection.yours')}>
      <p role="status">
        <Tag kind={kinds[state]}>{t(`objection.state.${state}`)}</Tag>
      </p>
      <p>{t(`objection.means.${state}`)}</p>
      <Facts
        rows={[
          [t('objection.filedAt'), <InstantText key="filed" at={filedAt} />],
          [t('objection.due'), decision === null ? <InstantText key="due" at={decisionDeadline} /> : null],
          [t('objection.decidedAt'), decision === null ? null : <InstantText key="at" at={decision.at} />],
        ]}
      />
      {decision === null ? null : (
        <>
          <h3>{t('objection.reasons')}</h3>
          <p className="prose">{decision.reasons}</p>
        </>
      )}
      <details>
        <summary>{t('objection.yours')}</summary>
        <p className="prose">{text}</p>
        <PinnedFiles kind="objection" ownerId={proposalId} documents={documents} />
      </details>
    </section>
  );
};
