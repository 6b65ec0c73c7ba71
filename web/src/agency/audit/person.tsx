import { useTranslation } from 'react-i18next';
import { PersonName } from '../organisation-name.tsx';
import { usePersonText } from '../use-person-text.ts';
import { useWords } from './words.ts';

const textIn = (actor: object, name: string): string | null => {
  const value: unknown = Object.entries(actor).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
};

/** Who acted, as the ledger keeps it: a person in a role, a person of no organisation, or the system. */
export const Person = ({ actor }: { actor: unknown }) => {
  const { t } = useTranslation('audit');
  const words = useWords();
  const personText = usePersonText();
  if (typeof actor !== 'object' || actor === null) return '–';
  const task = textIn(actor, 'task');
  if (task !== null) return <>{t('system', { task: words.task(task) })}</>;
  const [accountId, organisationId] = [textIn(actor, 'accountId'), textIn(actor, 'organisationId')];
  if (accountId === null) return '–';
  const role = textIn(actor, 'role');
  return (
    <>
      {role === null ? null : <>{words.role(role)}: </>}
      {organisationId === null ? (
        personText(accountId)
      ) : (
        <PersonName organisationId={organisationId} accountId={accountId} />
      )}
    </>
  );
};
