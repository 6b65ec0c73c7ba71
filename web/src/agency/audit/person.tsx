import { useTranslation } from 'react-i18next';
import { useWords } from './words.ts';

const textIn = (actor: object, name: string): string | null => {
  const value: unknown = Object.entries(actor).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
};

/** Who acted, as the ledger keeps it: a person in a role, a person of no organisation, or the system. */
export const Person = ({ actor }: { actor: unknown }) => {
  const { t } = useTranslation('audit');
  const words = useWords();
  if (typeof actor !== 'object' || actor === null) return '–';
  const task = textIn(actor, 'task');
  if (task !== null) return <>{t('system', { task: words.task(task) })}</>;
  const role = textIn(actor, 'role');
  return (
    <>
      {role === null ? null : <>{words.role(role)} </>}
      <code>{textIn(actor, 'accountId') ?? '–'}</code>
    </>
  );
};
