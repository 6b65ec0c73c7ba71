import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { useKept } from '../acts/use-kept.ts';
import { useWrite } from '../acts/use-write.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { ChoiceField } from '../design/choice-field.tsx';
import { ErrorSummary, type FieldProblem } from '../design/error-summary.tsx';
import { Page } from '../design/page.tsx';
import { TextField } from '../design/text-field.tsx';
import { BusinessNumberField } from './business-number-field.tsx';

/** Claims an organisation, which staff confirm. */
export const NewOrganisationPage = () => {
  const { t } = useTranslation('organisations');
  return (
    <Page title={t('claim.title')} caption={<Link to="/account">{t('account')}</Link>}>
      <RequireSignIn>
        <Claim />
      </RequireSignIn>
    </Page>
  );
};

const kinds = ['SUPPLIER', 'PUBLIC_BODY', 'INSTITUTE'] as const;
type Kind = (typeof kinds)[number];
type Input = {
  readonly kind: Kind;
  readonly name: { readonly ko: string; readonly en: string };
  readonly businessNumber: string;
  readonly isSmallOrMedium: boolean;
};

const Claim = () => {
  const { t } = useTranslation('organisations');
  const api = useApi();
  const navigate = useNavigate();
  const { form, type, forget } = useKept('organisation.new', {
    kind: '',
    nameKo: '',
    nameEn: '',
    businessNumber: '',
    smallOrMedium: '',
  });
  const { nameKo, nameEn, businessNumber } = form;
  const kind = kinds.find((one) => one === form.kind) ?? null;
  const isSmallOrMedium = form.smallOrMedium === 'yes';
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const claim = useWrite({
    write: (body: Input, key) =>
      dataOf(api.POST('/organisations', { params: { header: writeHeaders(key) }, body })),
    refreshes: [['account']],
    onDone: ({ organisationId }) => {
      forget();
      return navigate({ to: '/organisations/$organisationId', params: { organisationId } });
    },
  });
  const missing = (field: string, isMissing: boolean, message: string): readonly FieldProblem[] =>
    isMissing ? [{ field, message }] : [];
  const send = (): void => {
    const found = [
      ...missing('kind', kind === null, t('claim.kindMissing')),
      ...missing('nameKo', nameKo.trim() === '', t('claim.nameKoMissing')),
      ...missing('nameEn', nameEn.trim() === '', t('claim.nameEnMissing')),
      ...missing('businessNumber', businessNumber.trim() === '', t('numberMissing')),
    ];
    setProblems(found);
    if (kind !== null && found.length === 0)
      claim.begin({
        kind,
        name: { ko: nameKo, en: nameEn },
        businessNumber,
        isSmallOrMedium: kind === 'SUPPLIER' && isSmallOrMedium,
      });
  };
  const messageOf = (field: string): string | undefined =>
    problems.find((problem) => problem.field === field)?.message;
  const isTaken = claim.error instanceof ApiProblem && claim.error.code === 'business-number-taken';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="lead">{t('claim.text')}</p>
      <ErrorSummary problems={problems} />
      <ErrorBanner error={claim.error} />
      {isTaken ? (
        <p>
          <Link to="/organisations/recovery">{t('recovery.title')}</Link>
        </p>
      ) : null}
      <ChoiceField
        name="kind"
        label={t('claim.kind')}
        value={kind}
        onChange={(chosen) => {
          type({ kind: chosen });
        }}
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        error={messageOf('kind')}
      />
      <TextField
        name="nameKo"
        label={t('claim.nameKo')}
        value={nameKo}
        onChange={(text) => {
          type({ nameKo: text });
        }}
        maxLength={200}
        lang="ko"
        error={messageOf('nameKo')}
      />
      <TextField
        name="nameEn"
        label={t('claim.nameEn')}
        value={nameEn}
        onChange={(text) => {
          type({ nameEn: text });
        }}
        maxLength={200}
        lang="en"
        error={messageOf('nameEn')}
      />
      <BusinessNumberField
        value={businessNumber}
        onChange={(text) => {
          type({ businessNumber: text });
        }}
        error={messageOf('businessNumber')}
      />
      {kind === 'SUPPLIER' ? (
        <Checkbox
          label={t('claim.small')}
          hint={t('claim.smallHint')}
          isSelected={isSmallOrMedium}
          onChange={(isSmall) => {
            type({ smallOrMedium: isSmall ? 'yes' : '' });
          }}
        />
      ) : null}
      <div className="actions">
        <Button kind="primary" type="submit" isPending={claim.isPending}>
          {t('claim.send')}
        </Button>
      </div>
    </form>
  );
};
