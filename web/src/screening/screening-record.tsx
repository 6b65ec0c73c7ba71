import { useTranslation } from 'react-i18next';
import { DataTable } from '../design/data-table.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { PinnedFiles } from '../files/pinned-files.tsx';
import type { Screening } from './queries.ts';

type Part =
  Screening['supplements'][number] | Screening['decisions'][number] | NonNullable<Screening['reply']>;
type Step = { readonly at: string; readonly part: Part };

/** What happened to a proposal in its screening, oldest first. */
const stepsOf = ({ supplements, decisions, reply }: Screening): readonly Step[] =>
  [
    ...supplements.map((part) => ({ at: part.requestedAt, part })),
    ...decisions.map((part) => ({ at: part.decidedAt, part })),
    ...(reply === null ? [] : [{ at: reply.repliedAt, part: reply }]),
  ].sort((one, other) => one.at.localeCompare(other.at));

/** How a proposal was screened: supplements, decisions with their evidence, the supplier's reply. */
export const ScreeningRecord = ({ screening }: { screening: Screening }) => {
  const { t } = useTranslation('screening');
  const steps = stepsOf(screening);
  return (
    <section aria-labelledby="screening-record">
      <h2 id="screening-record">{t('record')}</h2>
      {steps.length === 0 ? <p>{t('noRecord')}</p> : null}
      <ol className="stack">
        {steps.map(({ at, part }) => (
          <li key={at} className="card">
            <StepText part={part} proposalId={screening.proposalId} />
            <p className="hint">
              <InstantText at={at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
};

type StepProps = { readonly part: Part; readonly proposalId: string };

const StepText = ({ part, proposalId }: StepProps) => {
  const { t } = useTranslation('screening');
  if ('request' in part)
    return (
      <>
        <h3>{t('step.supplement')}</h3>
        <p className="prose">{part.request}</p>
        <Facts
          rows={[
            [t('supplement.deadline'), <InstantText key="deadline" at={part.deadline} />],
            [
              t('supplement.answer'),
              part.answer === null ? (
                t('supplement.none')
              ) : (
                <span key="answer" className="prose">
                  {part.answer}
                </span>
              ),
            ],
          ]}
        />
        <PinnedFiles kind="supplement" ownerId={proposalId} documents={part.documents} />
      </>
    );
  if ('evidence' in part)
    return (
      <>
        <h3>{part.eligible ? t('step.eligible') : t('step.ineligible')}</h3>
        <p className="prose">{part.reason}</p>
        <DataTable
          caption={t('evidence')}
          empty={t('noEvidence')}
          rows={part.evidence}
          keyOf={({ subject, source }) => `${subject} ${source}`}
          columns={[
            { title: t('lookedAt'), isName: true, cell: ({ subject }) => t(`subject.${subject}`) },
            { title: t('found'), cell: ({ isMet }) => (isMet ? t('verdict.met') : t('verdict.unmet')) },
            { title: t('source'), cell: ({ source }) => source },
          ]}
        />
      </>
    );
  return (
    <>
      <h3>{t('step.reply')}</h3>
      <p className="prose">{part.text}</p>
    </>
  );
};
