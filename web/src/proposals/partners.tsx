import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { ErrorSummary, type FieldProblem } from '../design/error-summary.tsx';
import { Tag } from '../design/tag.tsx';
import { TextField } from '../design/text-field.tsx';
import { inLanguage, percent } from '../i18n/formats.ts';
import { wholeNumber } from '../i18n/typed.ts';
import { type Partner, partnersQuery } from './queries.ts';

const kinds = {
  INVITED: 'warning',
  CONFIRMED: 'good',
  DECLINED: 'bad',
  LEFT: 'bad',
  REMOVED: 'neutral',
} as const;

/** Where somebody that was asked to take part stands. */
export const PartnerTag = ({ state }: Pick<Partner, 'state'>) => {
  const { t } = useTranslation('proposals');
  return <Tag kind={kinds[state]}>{t(`partner.state.${state}`)}</Tag>;
};

/** Who proposes together with the supplier that leads, their shares and answers; the lead asks and takes back until the deadline. */
export const Partners = ({ proposalId, mayChange }: { proposalId: string; mayChange: boolean }) => {
  const { t } = useTranslation('proposals');
  const { data: partners } = useSuspenseQuery(partnersQuery(useApi(), proposalId));
  if (!mayChange && partners.length === 0) return null;
  return (
    <section aria-labelledby="partners-heading">
      <h2 id="partners-heading">{t('partner.title')}</h2>
      {partners.length === 0 ? <p>{t('partner.none')}</p> : null}
      <ul className="cards">
        {partners.map((partner) => (
          <li key={partner.organisationId} className="card">
            <h3>{partner.name === null ? t('partner.unnamed') : inLanguage(partner.name)}</h3>
            <PartnerTag state={partner.state} />
            <p className="prose">{partner.share.work}</p>
            {partner.share.percent === null ? null : (
              <p>{t('partner.ofPrice', { part: percent(partner.share.percent / 100) })}</p>
            )}
            <p className="hint">{partner.showsText ? t('partner.readsText') : t('partner.readsShare')}</p>
            {partner.standsInSubmission ? <p>{t('partner.stands')}</p> : null}
            {mayChange && ['INVITED', 'CONFIRMED'].includes(partner.state) ? (
              <Remove partner={partner} />
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange ? <Invite proposalId={proposalId} /> : null}
    </section>
  );
};

const Invite = ({ proposalId }: { proposalId: string }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { form, type, forget } = useKept(`partner.${proposalId}`, {
    businessNumber: '',
    work: '',
    share: '',
    showsText: '',
  });
  const { businessNumber, work, share } = form;
  const showsText = form.showsText === 'yes';
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const percentOf = wholeNumber(share);
  const found: readonly FieldProblem[] = [
    ...(businessNumber.trim() === ''
      ? [{ field: 'partnerNumber', message: t('partner.numberMissing') }]
      : []),
    ...(work.trim() === '' ? [{ field: 'partnerWork', message: t('partner.workMissing') }] : []),
    ...(percentOf === null || (percentOf >= 1 && percentOf <= 99)
      ? []
      : [{ field: 'partnerShare', message: t('partner.shareWrong') }]),
  ];
  const messageOf = (field: string): string | undefined =>
    problems.find((problem) => problem.field === field)?.message;
  return (
    <ActButton
      label={t('partner.invite')}
      look="secondary"
      title={t('partner.inviteTitle')}
      act={t('partner.send')}
      input={found.length > 0 ? null : { businessNumber, work, percent: percentOf, showsText }}
      onIncomplete={() => {
        setProblems(found);
      }}
      write={(body, key) =>
        dataOf(
          api.POST('/proposals/{proposalId}/partners', {
            params: { path: { proposalId }, header: writeHeaders(key) },
            body,
          }),
        )
      }
      refreshes={[['own-proposals']]}
      onDone={() => {
        forget();
        setProblems([]);
      }}
    >
      <p>{t('partner.inviteText')}</p>
      <ErrorSummary problems={problems} />
      <TextField
        name="partnerNumber"
        label={t('partner.number')}
        hint={t('partner.numberHint')}
        inputMode="numeric"
        value={businessNumber}
        onChange={(text) => {
          type({ businessNumber: text });
        }}
        maxLength={20}
        error={messageOf('partnerNumber')}
      />
      <TextField
        name="partnerWork"
        label={t('partner.work')}
        hint={t('partner.workHint')}
        rows={4}
        value={work}
        onChange={(text) => {
          type({ work: text });
        }}
        maxLength={3000}
        error={messageOf('partnerWork')}
      />
      <TextField
        name="partnerShare"
        label={t('partner.share')}
        hint={t('partner.shareHint')}
        inputMode="numeric"
        value={share}
        onChange={(text) => {
          type({ share: text });
        }}
        error={messageOf('partnerShare')}
      />
      <Checkbox
        label={t('partner.showText')}
        isSelected={showsText}
        onChange={(shows) => {
          type({ showsText: shows ? 'yes' : '' });
        }}
      />
    </ActButton>
  );
};

const Remove = ({ partner }: { partner: Partner }) => {
  const { t } = useTranslation('proposals');
  const api = useApi();
  const { proposalId, organisationId } = partner;
  return (
    <div className="actions">
      <ActButton
        label={t('partner.remove')}
        title={t('partner.removeTitle')}
        kind="danger"
        look="quiet"
        input={{}}
        write={(_, key) =>
          dataOf(
            api.POST('/proposals/{proposalId}/partners/{organisationId}/removal', {
              params: { path: { proposalId, organisationId }, header: writeHeaders(key) },
              body: null,
            }),
          )
        }
        refreshes={[['own-proposals']]}
      >
        <p>{t('partner.removeText')}</p>
      </ActButton>
    </div>
  );
};
