import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../account/memberships.ts';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { isBefore } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { InstantText } from '../design/instant.tsx';
import { Tag } from '../design/tag.tsx';
import { TextField } from '../design/text-field.tsx';
import { hashOf, linkOf, newCode } from './invitation-code.ts';
import type { Organisation } from './queries.ts';
import { RoleChoice } from './role-choice.tsx';

type Props = { readonly organisation: Organisation };

/** Who is invited and has not come yet, and inviting somebody by a link that the administrator hands over. */
export const Invitations = ({ organisation }: Props) => {
  const { t } = useTranslation('organisations');
  const invitations = Object.entries(organisation.invitations);
  return (
    <>
      {invitations.length === 0 ? null : (
        <>
          <h3>{t('invite.open')}</h3>
          <ul className="cards">
            {invitations.map(([codeSha256, { name, roles, expiresAt }]) => (
              <li key={codeSha256} className="card">
                <h4>{name}</h4>
                {isBefore(expiresAt) ? null : <Tag kind="warning">{t('invite.expired')}</Tag>}
                <p>{roles.map((role) => t(`role.${role}`)).join(', ')}</p>
                <p>
                  {t('invite.until')} <InstantText at={expiresAt} />
                </p>
                <Withdraw organisation={organisation} codeSha256={codeSha256} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Invite organisation={organisation} />
    </>
  );
};

type Made = { readonly name: string; readonly link: string };

const Invite = ({ organisation: { organisationId, kind } }: Props) => {
  const { t } = useTranslation('organisations');
  const api = useApi();
  const [code, setCode] = useState(newCode);
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [isAsked, setIsAsked] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const called = name.trim();
  return (
    <>
      {made === null ? null : <Link made={made} />}
      <ActButton
        label={t('invite.label')}
        title={t('invite.title')}
        act={t('invite.send')}
        look="secondary"
        input={called === '' || roles.length === 0 ? null : { called, roles, code }}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        write={async (input, key) =>
          dataOf(
            api.PUT('/organisations/{organisationId}/invitations/{codeSha256}', {
              params: {
                path: { organisationId, codeSha256: await hashOf(input.code) },
                header: writeHeaders(key),
              },
              body: { name: input.called, roles: [...input.roles] },
            }),
          )
        }
        refreshes={[['organisations', organisationId]]}
        onDone={() => {
          setMade({ name: called, link: linkOf(organisationId, code) });
          setCode(newCode());
          setName('');
          setRoles([]);
          setIsAsked(false);
        }}
      >
        <p>{t('invite.text')}</p>
        <TextField
          name="name"
          label={t('invite.name')}
          hint={t('invite.nameHint')}
          value={name}
          onChange={setName}
          error={isAsked && called === '' ? t('invite.nameMissing') : undefined}
        />
        <RoleChoice kind={kind} roles={roles} onChange={setRoles} isAsked={isAsked} />
      </ActButton>
    </>
  );
};

/** The link while this page stays open: nobody can show it again. */
const Link = ({ made: { name, link } }: { made: Made }) => {
  const { t } = useTranslation('organisations');
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Banner kind="success" title={t('invite.made', { name })} text={t('invite.madeText')}>
      <p>
        <code>{link}</code>
      </p>
      <div className="actions">
        <Button
          onPress={() => {
            void navigator.clipboard.writeText(link).then(() => {
              setIsCopied(true);
            });
          }}
        >
          {t('invite.copy')}
        </Button>
        <span role="status">{isCopied ? t('invite.copied') : ''}</span>
      </div>
    </Banner>
  );
};

const Withdraw = ({ organisation: { organisationId }, codeSha256 }: Props & { codeSha256: string }) => {
  const { t } = useTranslation('organisations');
  const api = useApi();
  return (
    <ActButton
      label={t('invite.withdraw')}
      title={t('invite.withdrawTitle')}
      kind="danger"
      look="quiet"
      input={{}}
      write={(_, key) =>
        dataOf(
          api.DELETE('/organisations/{organisationId}/invitations/{codeSha256}', {
            params: { path: { organisationId, codeSha256 }, header: writeHeaders(key) },
          }),
        )
      }
      refreshes={[['organisations', organisationId]]}
    >
      <p>{t('invite.withdrawText')}</p>
    </ActButton>
  );
};
