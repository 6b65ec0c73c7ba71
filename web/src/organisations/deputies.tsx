import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { isBefore } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { InstantText } from '../design/instant.tsx';
import { SelectField } from '../design/select-field.tsx';
import { TextField } from '../design/text-field.tsx';
import { instantOfMinute } from '../i18n/typed.ts';
import type { Organisation } from './queries.ts';

type Props = { readonly organisation: Organisation; readonly accountId: string };

const useName = ({ names }: Organisation) => {
  const { t } = useTranslation('organisations');
  return (accountId: string): string =>
    names[accountId] ?? t('deputy.unnamed', { number: accountId.slice(0, 8) });
};

/** For whom a member stands in, until when; an administrator ends it early. */
export const StandsIn = ({ organisation, accountId, mayEnd }: Props & { readonly mayEnd: boolean }) => {
  const { t } = useTranslation('organisations');
  const api = useApi();
  const nameOf = useName(organisation);
  const deputy = organisation.deputies[accountId];
  if (deputy === undefined || !isBefore(deputy.until)) return null;
  const { organisationId } = organisation;
  return (
    <>
      <p>
        {t('deputy.standsIn', {
          name: nameOf(deputy.standsInFor),
          roles: deputy.roles.map((role) => t(`role.${role}`)).join(', '),
        })}{' '}
        <InstantText at={deputy.from} /> – <InstantText at={deputy.until} />
      </p>
      {mayEnd ? (
        <ActButton
          label={t('deputy.end')}
          title={t('deputy.endTitle')}
          kind="danger"
          look="quiet"
          input={{}}
          write={(_, key) =>
            dataOf(
              api.DELETE('/organisations/{organisationId}/members/{accountId}/deputy', {
                params: { path: { organisationId, accountId }, header: writeHeaders(key) },
              }),
            )
          }
          refreshes={[['organisations', organisationId]]}
        >
          <p>{t('deputy.endText')}</p>
        </ActButton>
      ) : null}
    </>
  );
};

const nothing = { deputy: null, from: '', until: '' } as const;
type Typed = { readonly deputy: string | null; readonly from: string; readonly until: string };

/** An administrator names who stands in for this absent member, and from when to when. */
export const LetStandIn = ({ organisation, accountId, ownId }: Props & { readonly ownId: string }) => {
  const { t } = useTranslation('organisations');
  const api = useApi();
  const nameOf = useName(organisation);
  const [typed, setTyped] = useState<Typed>(nothing);
  const [isAsked, setIsAsked] = useState(false);
  const { organisationId } = organisation;
  const [from, until] = [instantOfMinute(typed.from), instantOfMinute(typed.until)];
  const isPeriod = from !== null && until !== null && from < until && isBefore(until);
  const set = (change: Partial<Typed>): void => {
    setTyped((before) => ({ ...before, ...change }));
  };
  const others = Object.keys(organisation.members).filter((id) => id !== accountId && id !== ownId);
  if (others.length === 0) return null;
  return (
    <ActButton
      label={t('deputy.label')}
      title={t('deputy.title', { name: nameOf(accountId) })}
      act={t('deputy.send')}
      look="secondary"
      input={typed.deputy === null || !isPeriod ? null : { deputy: typed.deputy, from, until }}
      onIncomplete={() => {
        setIsAsked(true);
      }}
      write={(input, key) =>
        dataOf(
          api.PUT('/organisations/{organisationId}/members/{accountId}/deputy', {
            params: { path: { organisationId, accountId: input.deputy }, header: writeHeaders(key) },
            body: { standsInFor: accountId, from: input.from, until: input.until },
          }),
        )
      }
      refreshes={[['organisations', organisationId]]}
      onDone={() => {
        setTyped(nothing);
        setIsAsked(false);
      }}
    >
      <p>{t('deputy.text')}</p>
      <SelectField
        name="deputy"
        label={t('deputy.who')}
        options={others.map((id) => ({ value: id, label: nameOf(id) }))}
        value={typed.deputy}
        onChange={(deputy) => {
          set({ deputy });
        }}
        error={isAsked && typed.deputy === null ? t('deputy.whoMissing') : undefined}
      />
      <TextField
        name="from"
        label={t('deputy.from')}
        hint={t('deputy.inSeoul')}
        type="datetime-local"
        value={typed.from}
        onChange={(value) => {
          set({ from: value });
        }}
        error={isAsked && from === null ? t('deputy.fromMissing') : undefined}
      />
      <TextField
        name="until"
        label={t('deputy.until')}
        hint={t('deputy.inSeoul')}
        type="datetime-local"
        value={typed.until}
        onChange={(value) => {
          set({ until: value });
        }}
        error={isAsked && from !== null && !isPeriod ? t('deputy.untilMissing') : undefined}
      />
    </ActButton>
  );
};
