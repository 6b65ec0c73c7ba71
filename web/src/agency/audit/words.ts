import { useTranslation } from 'react-i18next';
import type account from '../../i18n/ko/account.json';
import type audit from '../../i18n/ko/audit.json';

type Groups = Pick<typeof audit, 'things' | 'acts' | 'states' | 'refused' | 'tasks' | 'tried'> & {
  readonly role: (typeof account)['role'];
};

/** The words for what the ledger and the refusals keep as codes; a code that an older page does not know stands for itself. */
export const useWords = () => {
  const { t, i18n } = useTranslation(['audit', 'account']);
  const knows = <Group extends keyof Groups>(
    group: Group,
    name: string,
  ): name is keyof Groups[Group] & string =>
    i18n.exists(`${group}.${name}`, { ns: group === 'role' ? 'account' : 'audit' });
  return {
    /** Of an entity such as `proposal/…`. */
    thing: (entity: string): string => {
      const [kind = ''] = entity.split('/');
      return knows('things', kind) ? t(`things.${kind}`) : kind;
    },
    act: (action: string): string => (knows('acts', action) ? t(`acts.${action}`) : action),
    state: (state: string | null): string => {
      if (state === null) return '–';
      return knows('states', state) ? t(`states.${state}`) : state;
    },
    refused: (code: string): string => (knows('refused', code) ? t(`refused.${code}`) : code),
    task: (task: string): string => (knows('tasks', task) ? t(`tasks.${task}`) : task),
    /** Of an operation of the API; what only reads is not told apart, since the refusal says what was read. */
    tried: (operation: string): string => (knows('tried', operation) ? t(`tried.${operation}`) : t('reads')),
    role: (role: string): string => (knows('role', role) ? t(`account:role.${role}`) : role),
  };
};

export type Words = ReturnType<typeof useWords>;
