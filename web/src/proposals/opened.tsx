import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { isBefore } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { type Clarification, clarificationsQuery } from '../clarifications/queries.ts';
import { Banner } from '../design/banner.tsx';
import { InstantText } from '../design/instant.tsx';
import { OwnDesignation } from '../designations/own-designation.tsx';
import { FilesAlong } from '../files/files-along.tsx';
import { useTaking } from '../files/use-taking.ts';
import { ToPurchase } from '../purchases/own-purchases.tsx';
import { roundQuery } from '../rounds/queries.ts';
import { type Screening, screeningQuery } from '../screening/queries.ts';
import { ScreeningRecord } from '../screening/screening-record.tsx';
import type { OpenProposal } from './queries.ts';
import { TextAct } from './text-act.tsx';
import { WithdrawOpened } from './withdraw-opened.tsx';

/** What came after the opening: how the proposal is screened, what its panel asks, and what its supplier can answer. */
export const Opened = ({ proposal }: { proposal: OpenProposal }) => (
  <>
    <ToResult proposal={proposal} />
    <ToPurchase roundId={proposal.roundId} proposalId={proposal.proposalId} />
    <OwnDesignation proposalId={proposal.proposalId} />
    <Screened proposal={proposal} />
    <Clarifications proposalId={proposal.proposalId} />
    <WithdrawOpened proposal={proposal} />
  </>
);

/** From the notice on. */
const ToResult = ({ proposal: { proposalId, roundId } }: { proposal: OpenProposal }) => {
  const { t } = useTranslation('proposals');
  const { data: round } = useSuspenseQuery(roundQuery(useApi(), roundId));
  if (round.noticeAt === null) return null;
  return (
    <Banner kind="information" title={t('opened.result.title')} text={t('opened.result.text')}>
      <p>
        <Link to="/proposals/$proposalId/result" params={{ proposalId }}>
          {t('opened.result.to')}
        </Link>
      </p>
    </Banner>
  );
};

const Screened = ({ proposal: { proposalId, state, supplierId } }: { proposal: OpenProposal }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const mayAnswer = organisationsOf(useAccount(), 'SUPPLIER', ['author', 'signatory']).includes(supplierId);
  const { data: screening } = useSuspenseQuery(screeningQuery(api, proposalId));
  const params = { path: { proposalId } };
  const refreshes = [['evaluations', proposalId], ['own-proposals']];
  return (
    <>
      {screening.awaitedUntil === null ? null : (
        <Banner kind="warning" title={t('opened.supplement.title')}>
          <p>
            {t('opened.until')} <InstantText at={screening.awaitedUntil} />
          </p>
          <p className="prose">{screening.supplements.at(-1)?.request}</p>
          {mayAnswer ? (
            <Supplement screening={screening} refreshes={refreshes} />
          ) : (
            <p className="hint">{t('opened.supplement.who')}</p>
          )}
        </Banner>
      )}
      {state === 'INELIGIBLE' && screening.state === 'DECIDED' && screening.reply === null ? (
        <Banner kind="warning" title={t('opened.reply.title')} text={t('opened.reply.explanation')}>
          <TextAct
            place={`reply ${proposalId}`}
            label={t('opened.reply.act')}
            text={t('opened.reply.text')}
            write={(text, key) =>
              dataOf(
                api.POST('/proposals/{proposalId}/exclusion-reply', {
                  params: { ...params, header: writeHeaders(key) },
                  body: { text },
                }),
              )
            }
            refreshes={refreshes}
          />
        </Banner>
      ) : null}
      <ScreeningRecord screening={screening} />
    </>
  );
};

type SupplementProps = { readonly screening: Screening; readonly refreshes: readonly (readonly unknown[])[] };

/** What is brought, with its certificates. */
const Supplement = ({ screening: { proposalId, supplements }, refreshes }: SupplementProps) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const taking = useTaking({
    kind: 'supplement',
    ownerId: proposalId,
    since: supplements.at(-1)?.requestedAt,
  });
  return (
    <div>
      <FilesAlong taking={taking} />
      <TextAct
        place={`supplement ${proposalId} ${supplements.length}`}
        label={t('opened.supplement.act')}
        text={t('opened.supplement.text')}
        promise={t('opened.supplement.promise')}
        taking={taking}
        write={(text, key, attachmentIds) =>
          dataOf(
            api.POST('/proposals/{proposalId}/supplement', {
              params: { path: { proposalId }, header: writeHeaders(key) },
              body: { text, bringsNoNewFact: true, attachmentIds },
            }),
          )
        }
        refreshes={refreshes}
      />
    </div>
  );
};

/** What the panel asked in writing, and the answers that it read. */
const Clarifications = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('proposals');
  const { data: asked } = useSuspenseQuery(clarificationsQuery(useApi(), proposalId));
  if (asked.length === 0) return null;
  return (
    <section aria-labelledby="clarifications-heading">
      <h2 id="clarifications-heading">{t('opened.clarification.title')}</h2>
      <ul className="stack">
        {asked.map((clarification) => (
          <li key={clarification.clarificationId} className="card">
            <Asked clarification={clarification} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Asked = ({ clarification }: { clarification: Clarification }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { proposalId, clarificationId, question, deadline, answer } = clarification;
  return (
    <>
      <p className="prose">{question}</p>
      {answer === null ? null : (
        <>
          <h3>{t('opened.clarification.answer')}</h3>
          <p className="prose">{answer}</p>
        </>
      )}
      {answer === null && deadline !== null ? (
        <p>
          {isBefore(deadline) ? t('opened.until') : t('opened.clarification.passed')}{' '}
          <InstantText at={deadline} />
        </p>
      ) : null}
      {answer === null && deadline !== null && isBefore(deadline) ? (
        <TextAct
          place={`clarification ${clarificationId}`}
          label={t('opened.clarification.act')}
          text={t('opened.clarification.text')}
          promise={t('opened.clarification.promise')}
          write={(text, key) =>
            dataOf(
              api.POST('/proposals/{proposalId}/clarifications/{clarificationId}/answer', {
                params: { path: { proposalId, clarificationId }, header: writeHeaders(key) },
                body: { text, changesNoOffer: true },
              }),
            )
          }
          refreshes={[clarificationsQuery(api, proposalId).queryKey]}
        />
      ) : null}
    </>
  );
};
