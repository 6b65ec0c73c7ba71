import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { useKept } from '../../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import type { Clarification } from '../../clarifications/queries.ts';
import { InstantText } from '../../design/instant.tsx';
import { TextField } from '../../design/text-field.tsx';
import { instantOfMinute, written } from '../../i18n/typed.ts';
import type { Preparation } from '../queries.ts';
import { ofQuestions, type OpenedProposal } from './queries.ts';

type Props = {
  readonly proposal: OpenedProposal;
  readonly round: Preparation;
  /** What a member proposed and is put now, maybe in other words; null where staff ask at once. */
  readonly proposed: Clarification | null;
};

type Typed = { readonly question: string; readonly deadline: string };
type Question = Typed & { readonly clarificationId?: string };

/** What is sent of what is typed; null while something is missing. */
const questionOf = (typed: Typed, proposed: Clarification | null): Question | null => {
  const question = written(typed.question);
  const deadline = instantOfMinute(typed.deadline);
  if (question === null || deadline === null) return null;
  return { question, deadline, ...(proposed === null ? {} : { clarificationId: proposed.clarificationId }) };
};

/** Staff put a question to the supplier, to be answered by a deadline of its own. What is typed stays in this tab until then. */
export const AskSupplier = ({ proposal, round, proposed }: Props) => {
  const { t } = useTranslation('clarifications');
  const api = useApi();
  const { proposalId } = proposal;
  const place = `ask ${proposalId} ${proposed?.clarificationId ?? ''}`;
  const { form: typed, type, forget } = useKept(place, { question: proposed?.question ?? '', deadline: '' });
  const [isAsked, setIsAsked] = useState(false);
  const label = proposed === null ? t('ask.atOnce') : t('ask.act');
  return (
    <ActButton
      label={label}
      title={label}
      look={proposed === null ? 'secondary' : 'primary'}
      input={questionOf(typed, proposed)}
      write={(body: Question, key) =>
        dataOf(
          api.POST('/opened-proposals/{proposalId}/clarifications', {
            params: { path: { proposalId }, header: writeHeaders(key) },
            body,
          }),
        )
      }
      refreshes={ofQuestions(proposal)}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      onDone={() => {
        forget();
        setIsAsked(false);
      }}
    >
      <p>{t('ask.consequence')}</p>
      {round.phase === 'EVALUATION' && round.deadlines.evaluation !== null ? (
        <p>
          {t('ask.scoringEnds')} <InstantText at={round.deadlines.evaluation} />
        </p>
      ) : null}
      <TextField
        name="question"
        label={t('question')}
        hint={t('ask.hint')}
        rows={5}
        maxLength={4000}
        value={typed.question}
        onChange={(text) => {
          type({ question: text });
        }}
        error={isAsked && written(typed.question) === null ? t('questionMissing') : undefined}
      />
      <TextField
        name="deadline"
        label={t('deadline')}
        hint={t('ask.deadlineHint')}
        type="datetime-local"
        value={typed.deadline}
        onChange={(text) => {
          type({ deadline: text });
        }}
        error={isAsked && instantOfMinute(typed.deadline) === null ? t('ask.deadlineMissing') : undefined}
      />
    </ActButton>
  );
};
