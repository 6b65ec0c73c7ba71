import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSuspenseQuery } from '@tanstack/react-query';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { ChoiceField } from '../design/choice-field.tsx';
import { ErrorSummary, type FieldProblem } from '../design/error-summary.tsx';
import { TextField } from '../design/text-field.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { written } from '../i18n/typed.ts';
import { roundQuery } from '../rounds/queries.ts';
import type { Assignment } from './queries.ts';
import { Undertaking } from './undertaking.tsx';

type Answer = 'clear' | 'conflict';

type Props = { readonly assignment: Assignment };

/** What comes before anything is read: the undertaking of confidentiality, then the declaration of conflicts. */
export const Declaration = ({ assignment }: Props) =>
  assignment.undertaking.givenAt === null ? (
    <Undertaking assignment={assignment} />
  ) : (
    <Conflict assignment={assignment} />
  );

const Conflict = ({ assignment }: Props) => {
  const { t } = useTranslation('evaluations');
  const api = useApi();
  const { challengeId, freshFor, roundId } = assignment;
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const id = freshFor ?? challengeId;
  const names = { answer: `answer-${id}`, reason: `reason-${id}` };
  const found = [
    answer === null ? { field: names.answer, message: t('declare.answerMissing') } : null,
    answer === 'conflict' && written(reason) === null
      ? { field: names.reason, message: t('declare.reasonMissing') }
      : null,
  ].filter((problem) => problem !== null);
  const input =
    found.length > 0 || answer === null
      ? null
      : {
          conflict: answer === 'conflict',
          ...(answer === 'conflict' ? { reason: reason.trim() } : {}),
        };
  const problemOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      <p>{t('declare.first')}</p>
      <ActButton
        label={t('declare.begin')}
        title={t('declare.title')}
        act={t('declare.act')}
        input={input}
        write={(body: NonNullable<typeof input>, key) => {
          const header = writeHeaders(key);
          return freshFor === null
            ? dataOf(
                api.POST('/challenges/{challengeId}/panel/declaration', {
                  params: { path: { challengeId }, header },
                  body,
                }),
              )
            : dataOf(
                api.POST('/proposals/{proposalId}/fresh-panel/declaration', {
                  params: { path: { proposalId: freshFor }, header },
                  body,
                }),
              );
        }}
        refreshes={[['evaluations']]}
        onIncomplete={() => {
          setProblems(found);
        }}
      >
        <ErrorSummary problems={problems} />
        <Parties assignment={assignment} />
        <ChoiceField
          name={names.answer}
          label={t('declare.question')}
          hint={t('declare.kinds', { count: round.policy.employmentConflictInYears })}
          value={answer}
          onChange={setAnswer}
          error={problemOf(names.answer)}
          options={[
            { value: 'clear', label: t('declare.clear') },
            { value: 'conflict', label: t('declare.conflict'), hint: t('declare.conflictHint') },
          ]}
        />
        {answer === 'conflict' ? (
          <TextField
            name={names.reason}
            label={t('declare.reason')}
            value={reason}
            onChange={setReason}
            error={problemOf(names.reason)}
            rows={3}
            maxLength={2000}
          />
        ) : null}
        <p>{t('declare.final')}</p>
      </ActButton>
    </>
  );
};

/** Whom a conflict may be with. */
const Parties = ({ assignment }: { assignment: Assignment }) => {
  const { t } = useTranslation('evaluations');
  const { data: challenge } = useSuspenseQuery(challengeQuery(useApi(), assignment.challengeId));
  return (
    <>
      <p>{t('declare.parties', { challenge: inLanguage(assignment.challengeTitle) })}</p>
      <ul>
        {challenge.proposers.map(({ organisationId, name }) => (
          <li key={organisationId}>
            {t('declare.buyer', { name: name === null ? organisationId : inLanguage(name) })}
          </li>
        ))}
        {assignment.proposals.flatMap(({ proposalId, supplierId, supplierName, partners }) => [
          <li key={proposalId}>
            {t('declare.supplier', { name: supplierName === null ? supplierId : inLanguage(supplierName) })}
          </li>,
          ...partners.map(({ organisationId, name }) => (
            <li key={`${proposalId} ${organisationId}`}>
              {t('declare.partner', { name: name === null ? organisationId : inLanguage(name) })}
            </li>
          )),
        ])}
      </ul>
    </>
  );
};
