import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { ClarificationRecord } from '../../clarifications/clarification-record.tsx';
import { type Clarification, clarificationsQuery } from '../../clarifications/queries.ts';
import { useAgent } from '../agent.ts';
import { type Preparation, preparationQuery } from '../queries.ts';
import { ReasonAct } from '../reason-act.tsx';
import { AskSupplier } from './ask-supplier.tsx';
import { ofQuestions, type OpenedProposal } from './queries.ts';

/** True while a panel may weigh an answer: in the evaluation, and after the notice where it is a fresh one. */
const isAsking = ({ state }: OpenedProposal, { phase }: Preparation): boolean =>
  state === 'ELIGIBLE' && ['EVALUATION', 'NOTICE', 'PURCHASE'].includes(phase);

/** What the panel asks about a proposal; staff put it to the supplier, or decline it. */
export const ProposalQuestions = ({ proposal }: { proposal: OpenedProposal }) => {
  const { t } = useTranslation('clarifications');
  const api = useApi();
  const agent = useAgent();
  const { data: clarifications } = useSuspenseQuery(clarificationsQuery(api, proposal.proposalId));
  const { data: round } = useSuspenseQuery(preparationQuery(api, proposal.roundId));
  const mayAct = agent.may('staff') && isAsking(proposal, round);
  if (clarifications.length === 0 && !isAsking(proposal, round)) return null;
  return (
    <section aria-labelledby="questions-heading">
      <h2 id="questions-heading" tabIndex={-1}>
        {t('title')}
      </h2>
      <p className="hint">{t('explanation')}</p>
      <ClarificationRecord
        clarifications={clarifications}
        actsOf={(clarification) =>
          mayAct && clarification.state === 'PROPOSED' ? (
            <div className="actions">
              <AskSupplier proposal={proposal} round={round} proposed={clarification} />
              <Decline proposal={proposal} clarification={clarification} />
            </div>
          ) : null
        }
      />
      {mayAct ? (
        <div className="actions">
          <AskSupplier proposal={proposal} round={round} proposed={null} />
        </div>
      ) : null}
    </section>
  );
};

type DeclineProps = { readonly proposal: OpenedProposal; readonly clarification: Clarification };

const Decline = ({ proposal, clarification }: DeclineProps) => {
  const { t } = useTranslation('clarifications');
  const api = useApi();
  const { proposalId, clarificationId, question } = clarification;
  return (
    <ReasonAct
      place={`clarification.${clarificationId}.decline`}
      label={t('decline.act')}
      reasonLabel={t('decline.reason')}
      maxLength={2000}
      kind="danger"
      look="secondary"
      write={(reason, key) =>
        dataOf(
          api.POST('/opened-proposals/{proposalId}/clarifications/{clarificationId}/decline', {
            params: { path: { proposalId, clarificationId }, header: writeHeaders(key) },
            body: { reason },
          }),
        )
      }
      refreshes={ofQuestions(proposal)}
    >
      <blockquote className="prose">{question}</blockquote>
      <p>{t('decline.consequence')}</p>
    </ReasonAct>
  );
};
