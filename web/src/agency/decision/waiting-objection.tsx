import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { ChoiceField } from '../../design/choice-field.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { PinnedFiles } from '../../files/pinned-files.tsx';
import { useProposalTitles } from '../../rounds/use-proposal-titles.ts';
import { useAgent } from '../agent.ts';
import { SupplierName } from '../purchases/supplier-name.tsx';
import type { Objection } from '../queries.ts';
import { ReasonAct } from '../reason-act.tsx';

const outcomes = ['UPHELD', 'DISMISSED', 'INADMISSIBLE'] as const;

/** What the supplier says against the decision, with the files that it brought. */
export const ObjectionText = ({ objection: { documents, proposalId, text } }: { objection: Objection }) => (
  <>
    <p className="prose">{text}</p>
    <PinnedFiles kind="objection" ownerId={proposalId} documents={documents} />
  </>
);

/** An objection with its words and its time; an approver who took no part decides it. */
export const WaitingObjection = ({ objection }: { objection: Objection }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const agent = useAgent();
  const { proposalId, roundId } = objection;
  const place = `objection.${proposalId}`;
  const typed = useKept(place, { outcome: '' });
  const [isAsked, setIsAsked] = useState(false);
  const titleOf = useProposalTitles(roundId, [proposalId]);
  const outcome = outcomes.find((one) => one === typed.form.outcome) ?? null;
  return (
    <>
      <Facts
        rows={[
          [t('objection.proposal'), titleOf(proposalId)],
          [t('objection.supplier'), <SupplierName key="supplier" proposalId={proposalId} />],
          [t('objection.filedAt'), <InstantText key="at" at={objection.filedAt} />],
          [t('objection.due'), <InstantText key="due" at={objection.decisionDeadline} />],
        ]}
      />
      <ObjectionText objection={objection} />
      {agent.may('approver') ? (
        <div className="actions">
          <ReasonAct
            place={`${place}.reasons`}
            label={t('objection.decide')}
            reasonLabel={t('objection.reasons')}
            maxLength={20_000}
            isReady={outcome !== null}
            onIncomplete={() => {
              setIsAsked(true);
            }}
            onDone={typed.forget}
            refreshes={[['rounds', roundId]]}
            write={(reasons, key) =>
              outcome === null
                ? Promise.reject(new Error('No outcome was chosen'))
                : dataOf(
                    api.POST('/proposals/{proposalId}/objection/decision', {
                      params: { path: { proposalId }, header: writeHeaders(key) },
                      body: { outcome, reasons },
                    }),
                  )
            }
          >
            <p>{t('objection.consequence')}</p>
            <ChoiceField
              name="outcome"
              label={t('objection.outcome')}
              value={outcome}
              onChange={(chosen) => {
                typed.type({ outcome: chosen });
              }}
              error={isAsked && outcome === null ? t('objection.outcomeMissing') : undefined}
              options={outcomes.map((value) => ({
                value,
                label: t(`objection.${value}`),
                hint: t(`objection.hint.${value}`),
              }))}
            />
          </ReasonAct>
        </div>
      ) : (
        <p className="hint">{t('prepared.another')}</p>
      )}
    </>
  );
};
