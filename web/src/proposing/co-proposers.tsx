import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { type Api, dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { written } from '../i18n/typed.ts';
import { BusinessNumberField } from '../organisations/business-number-field.tsx';
import { formOf, termsOf } from './form.ts';
import type { ProposedChallenge } from './queries.ts';
import { OrganisationLabel } from '../organisations/organisation-label.tsx';

type Props = { readonly challenge: ProposedChallenge };

/** Who proposes it beside the body that writes it, which names them and takes them out while it is a draft. */
export const CoProposers = ({ challenge, mayChange }: Props & { readonly mayChange: boolean }) => {
  const { t } = useTranslation('proposing');
  const others = challenge.proposers.filter(({ organisationId }) => organisationId !== challenge.buyerId);
  if (!mayChange && others.length === 0) return null;
  return (
    <section aria-labelledby="co-proposers">
      <h2 id="co-proposers">{t('together.title')}</h2>
      <p>{others.length === 0 ? t('together.none') : t('together.text')}</p>
      <ul className="stack">
        {others.map(({ organisationId, name }) => (
          <li key={organisationId} className="card">
            <p>
              <OrganisationLabel organisationId={organisationId} name={name} />
            </p>
            {mayChange ? <Remove challenge={challenge} organisationId={organisationId} /> : null}
          </li>
        ))}
      </ul>
      {mayChange ? <Add challenge={challenge} /> : null}
    </section>
  );
};

type Named = { readonly coProposerIds: string[]; readonly coProposerNumbers: string[] };

/** Saves the draft as it was saved last, with other bodies. */
const saveWith = (api: Api, challenge: ProposedChallenge, named: Named, key: string) =>
  dataOf(
    api.PUT('/challenges/{challengeId}', {
      params: { path: { challengeId: challenge.challengeId }, header: writeHeaders(key, challenge.version) },
      body: { ...termsOf(formOf(challenge)), ...named },
    }),
  );

const Add = ({ challenge }: Props) => {
  const { t } = useTranslation(['proposing', 'organisations']);
  const api = useApi();
  const [typed, setTyped] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const number = written(typed);
  return (
    <div className="actions">
      <ActButton
        label={t('together.add')}
        title={t('together.add')}
        look="secondary"
        input={
          number === null
            ? null
            : { coProposerIds: challenge.coProposerIds, coProposerNumbers: [number.trim()] }
        }
        write={(named: Named, key) => saveWith(api, challenge, named, key)}
        refreshes={[['proposing']]}
        onIncomplete={() => {
          setIsAsked(true);
        }}
        onDone={() => {
          setTyped('');
          setIsAsked(false);
        }}
      >
        <ul>
          <li>{t('together.reads')}</li>
          <li>{t('together.published')}</li>
          <li>{t('together.firstUse')}</li>
        </ul>
        <BusinessNumberField
          value={typed}
          onChange={setTyped}
          error={isAsked && number === null ? t('organisations:numberMissing') : undefined}
        />
      </ActButton>
    </div>
  );
};

const Remove = ({ challenge, organisationId }: Props & { readonly organisationId: string }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  return (
    <div className="actions">
      <ActButton
        label={t('together.remove')}
        title={t('together.remove')}
        kind="danger"
        look="secondary"
        input={{
          coProposerIds: challenge.coProposerIds.filter((one) => one !== organisationId),
          coProposerNumbers: [],
        }}
        write={(named: Named, key) => saveWith(api, challenge, named, key)}
        refreshes={[['proposing']]}
      >
        <p>{t('together.removed')}</p>
      </ActButton>
    </div>
  );
};
