import { useTranslation } from 'react-i18next';
import type { Role } from '../account/memberships.ts';
import { Checkbox } from '../design/checkbox.tsx';
import type { Organisation } from './queries.ts';

const rolesOfKind: Readonly<Record<Organisation['kind'], readonly Role[]>> = {
  AGENCY: ['administrator', 'staff', 'approver', 'auditor'],
  PUBLIC_BODY: ['administrator', 'buyer'],
  SUPPLIER: ['administrator', 'author', 'signatory'],
  INSTITUTE: ['administrator', 'evaluator'],
};

type Props = {
  readonly kind: Organisation['kind'];
  readonly roles: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
  /** Whether it was to be sent, so that what is missing is said. */
  readonly isAsked: boolean;
};

/** What somebody may do for an organisation of this kind. */
export const RoleChoice = ({ kind, roles, onChange, isAsked }: Props) => {
  const { t } = useTranslation('organisations');
  return (
    <fieldset>
      <legend>{t('appoint.roles')}</legend>
      {isAsked && roles.length === 0 ? <p role="alert">{t('appoint.rolesMissing')}</p> : null}
      {rolesOfKind[kind].map((role) => (
        <Checkbox
          key={role}
          label={t(`role.${role}`)}
          hint={t(`roleText.${role}`)}
          isSelected={roles.includes(role)}
          onChange={(isSelected) => {
            onChange(isSelected ? [...roles, role] : roles.filter((other) => other !== role));
          }}
        />
      ))}
    </fieldset>
  );
};
