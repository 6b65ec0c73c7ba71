import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../account/memberships.ts';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Tag } from '../design/tag.tsx';
import { LetStandIn, StandsIn } from './deputies.tsx';
import { Invitations } from './invitations.tsx';
import type { Organisation } from './queries.ts';
import { RoleChoice } from './role-choice.tsx';

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
            <h3>{organisation.names[id] ?? t('deputy.unnamed', { number: id.slice(0, 8) })}</h3>
            {isOffer ? <Tag kind="warning">{t('offered')}</Tag> : null}
            {id === ownId ? <p>{t('yourself')}</p> : null}
            <p>{roles.map((role) => t(`role.${role}`)).join(', ')}</p>
            <StandsIn organisation={organisation} accountId={id} mayEnd={isAdministrator} />
            {isAdministrator ? (
              <div className="actions">
                {isOffer ? null : <LetStandIn organisation={organisation} accountId={id} ownId={ownId} />}
                {id === ownId ? null : (
                  <>
                    <Appoint organisation={organisation} accountId={id} present={roles} />
                    <End organisation={organisation} accountId={id} />
                  </>
                )}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {isAdministrator ? <Invitations organisation={organisation} /> : null}
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
  readonly accountId: string;
  readonly present: readonly Role[];
};

const Appoint = ({ organisation, accountId, present }: AppointProps) => {
  const { t } = useTranslation('organisations');
  const appoint = useAppoint(organisation);
  const [roles, setRoles] = useState(present);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <ActButton
      label={t('appoint.change')}
      title={t('appoint.changeTitle')}
      act={t('appoint.send')}
      look="secondary"
      input={roles.length === 0 ? null : { accountId, roles }}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      write={appoint}
      refreshes={[['organisations', organisation.organisationId]]}
    >
      <p>{t('appoint.changeText')}</p>
      <RoleChoice kind={organisation.kind} roles={roles} onChange={setRoles} isAsked={isAsked} />
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
