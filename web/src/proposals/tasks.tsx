import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { ToField } from '../design/error-summary.tsx';
import { Tag } from '../design/tag.tsx';
import { filesQuery, proposalFiles } from '../files/owner.ts';
import { inLanguage } from '../i18n/formats.ts';
import { type OpenProposal, partnersQuery } from './queries.ts';
import { fieldOf, type TaskName, tasksOf } from './task-states.ts';
import type { DraftState } from './use-draft.ts';
import './tasks.css';

const kinds = { done: 'good', todo: 'warning', optional: 'neutral' } as const;

type Props = { readonly proposal: OpenProposal; readonly draft: DraftState };

/** All that a submission needs, what of it is done, and the way to each. */
export const Tasks = ({ proposal, draft }: Props) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { proposalId, missing } = proposal;
  const { data: files } = useSuspenseQuery(filesQuery(proposalFiles(api, proposalId)));
  const { data: partners } = useSuspenseQuery(partnersQuery(api, proposalId));
  const tasks = tasksOf(missing, draft.invalid, {
    files: files.filter(({ removedAt }) => removedAt === null).length,
    partners: partners.filter(({ state }) => state === 'INVITED' || state === 'CONFIRMED').length,
  });
  const open = tasks.filter(({ state }) => state === 'todo').length;
  return (
    <section aria-labelledby="tasks-heading">
      <h2 id="tasks-heading">{t('tasks')}</h2>
      <p role="status">{open === 0 ? t('complete') : t('openTasks', { count: open })}</p>
      <ul className="tasks">
        {tasks.map(({ name, state, lines }) => (
          <li key={name}>
            <ToTask name={name} draft={draft} proposal={proposal}>
              {t(`task.${name}`)}
            </ToTask>
            <Tag kind={kinds[state]}>{t(`taskState.${state}`)}</Tag>
            {lines.map((line) => (
              <p key={line.code} className="hint">
                {inLanguage(line)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
};

const places = { files: 'files', partners: 'partners-heading', corrections: 'corrections' } as const;

/** Leads to the field or the part that a task is about; what stands on another page, there. */
const ToTask = ({ name, draft, proposal, children }: Props & { name: TaskName; children: ReactNode }) => {
  const field = fieldOf(name, draft.form);
  if (field !== null) return <ToField field={field}>{children}</ToField>;
  if (name === 'elsewhere') return <Link to="/invitations">{children}</Link>;
  if (name === 'files' || name === 'partners' || name === 'corrections')
    return <a href={`#${places[name]}`}>{children}</a>;
  return (
    <Link to="/organisations/$organisationId" params={{ organisationId: proposal.supplierId }}>
      {children}
    </Link>
  );
};
