import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../account/memberships.ts';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { ErrorSummary, type FieldProblem } from '../design/error-summary.tsx';
import { Tag } from '../design/tag.tsx';
import { TextField } from '../design/text-field.tsx';
import type { Organisation } from './queries.ts';

const rolesOfKind: Readonly<Record<Organisation['kind'], readonly Role[]>> = {
  AGENCY: ['administrator', 'staff', 'approver', 'auditor'],
  PUBLIC_BODY: ['administrator', 'buyer'],
  SUPPLIER: ['administrator', 'author', 'signatory'],
  INSTITUTE: ['administrator', 'evaluator'],
};

type Props = {
  readonly organisation: Organisation;
  readonly ownId: string;
  readonly isAdministrator: boolean;
};

/** Who acts for an organisation and to whom that is offered; its administrators appoint, change and end. */
export const Members = ({ organisation, ownId, isAdministrator }: Props) => {
  const { t } = useTranslation('organisations');
  const people = [
    ...Object.entries(organisation.members).map(([id, roles]) => ({ id, roles, isOffer: false })),
    ...Object.entries(organisation.offers).map(([id, roles]) => ({ id, roles, isOffer: true })),
  ];
  return (
    <section aria-labelledby="members-heading">
      <h2 id="members-heading">{t('members')}</h2>
      <ul className="cards">
        {people.map(({ id, roles, isOffer }) => (
          <li key={id} className="card">
            <h3>
              <code>{id}</code>
            </h3>
            {isOffer ? <Tag kind="warning">{t('offered')}</Tag> : null}
            {id === ownId ? <p>{t('yourself')}</p> : null}
            <p>{roles.map((role) => t(`role.${role}`)).join(', ')}</p>
            {isAdministrator && id !== ownId ? (
              <div className="actions">
                <Appoint organisation={organisation} accountId={id} present={roles} />
                <End organisation={organisation} accountId={id} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {isAdministrator ? <Appoint organisation={organisation} accountId={null} present={[]} /> : null}
    </section>
  );
};

type Appointment = { readonly accountId: string; readonly roles: readonly Role[] };

const useAppoint = ({ organisationId }: Organisation) => {
  const api = useApi();
  return ({ accountId, roles }: Appointment, key: string) =>
    dataOf(
      api.PUT('/organisations/{organisationId}/members/{accountId}', {
        params: { path: { organisationId, accountId }, header: writeHeaders(key) },
        body: { roles: [...roles] },
      }),
    );
};

type AppointProps = {
  readonly organisation: Organisation;
  /** Null for somebody new. */
  readonly accountId: string | null;
  readonly present: readonly Role[];
};

const Appoint = ({ organisation, accountId, present }: AppointProps) => {
  const { t } = useTranslation('organisations');
  const appoint = useAppoint(organisation);
  const [typedId, setTypedId] = useState('');
  const [roles, setRoles] = useState(present);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const id = accountId ?? typedId.trim();
  const found: readonly FieldProblem[] = [
    ...(id === '' ? [{ field: 'accountId', message: t('appoint.idMissing') }] : []),
    ...(roles.length === 0 ? [{ field: null, message: t('appoint.rolesMissing') }] : []),
  ];
  return (
    <ActButton
      label={accountId === null ? t('appoint.offer') : t('appoint.change')}
      title={accountId === null ? t('appoint.offerTitle') : t('appoint.changeTitle')}
      act={t('appoint.send')}
      look="secondary"
      input={found.length > 0 ? null : { accountId: id, roles }}
      onIncomplete={() => {
        setProblems(found);
      }}
      write={appoint}
      refreshes={[['organisations', organisation.organisationId]]}
      onDone={() => {
        setTypedId('');
        setProblems([]);
      }}
    >
      <p>{accountId === null ? t('appoint.offerText') : t('appoint.changeText')}</p>
      <ErrorSummary problems={problems} />
      {accountId === null ? (
        <TextField
          name="accountId"
          label={t('appoint.id')}
          hint={t('appoint.idHint')}
          value={typedId}
          onChange={setTypedId}
        />
      ) : null}
      <fieldset>
        <legend>{t('appoint.roles')}</legend>
        {rolesOfKind[organisation.kind].map((role) => (
          <Checkbox
            key={role}
            label={t(`role.${role}`)}
            isSelected={roles.includes(role)}
            onChange={(isSelected) => {
              setRoles((before) =>
                isSelected ? [...before, role] : before.filter((other) => other !== role),
              );
            }}
          />
        ))}
      </fieldset>
    </ActButton>
  );
};

const End = ({ organisation, accountId }: { organisation: Organisation; accountId: string }) => {
  const { t } = useTranslation('organisations');
  const appoint = useAppoint(organisation);
  return (
    <ActButton
      label={t('end.label')}
      title={t('end.title')}
      kind="danger"
      look="quiet"
      input={{ accountId, roles: [] }}
      write={appoint}
      refreshes={[['organisations', organisation.organisationId]]}
    >
      <p>{t('end.text')}</p>
    </ActButton>
  );
};
