import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequireSignIn } from '../account/require-sign-in.tsx';
import { useKept } from '../acts/use-kept.ts';
import { useWrite } from '../acts/use-write.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { ErrorSummary, type FieldProblem } from '../design/error-summary.tsx';
import { Page } from '../design/page.tsx';
import { TextField } from '../design/text-field.tsx';
import { BusinessNumberField } from './business-number-field.tsx';

/** Claims back an organisation whose administrator is gone or is not of it; two people of the agency decide. */
export const RecoveryPage = () => {
  const { t } = useTranslation('organisations');
  return (
    <Page title={t('recovery.title')} caption={<Link to="/account">{t('account')}</Link>}>
      <RequireSignIn>
        <Recovery />
      </RequireSignIn>
    </Page>
  );
};

const Recovery = () => {
  const { t } = useTranslation('organisations');
  const api = useApi();
  const navigate = useNavigate();
  const { form, type, forget } = useKept('recovery', { businessNumber: '', reason: '' });
  const { businessNumber, reason } = form;
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const claim = useWrite({
    write: (body: { businessNumber: string; reason: string }, key) =>
      dataOf(api.POST('/organisation-recoveries', { params: { header: writeHeaders(key) }, body })),
    refreshes: [],
    onDone: async ({ recoveryId }) => {
      forget();
      await navigate({ to: '/organisations/recovery/$recoveryId', params: { recoveryId } });
    },
  });
  const messageOf = (field: string): string | undefined =>
    problems.find((problem) => problem.field === field)?.message;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const found = [
          ...(businessNumber.trim() === '' ? [{ field: 'businessNumber', message: t('numberMissing') }] : []),
          ...(reason.trim() === '' ? [{ field: 'reason', message: t('recovery.reasonMissing') }] : []),
        ];
        setProblems(found);
        if (found.length === 0) claim.begin({ businessNumber, reason });
      }}
    >
      <p className="lead">{t('recovery.text')}</p>
      <ErrorSummary problems={problems} />
      <ErrorBanner error={claim.error} />
      <BusinessNumberField
        value={businessNumber}
        onChange={(text) => {
          type({ businessNumber: text });
        }}
        error={messageOf('businessNumber')}
      />
      <TextField
        name="reason"
        label={t('recovery.reason')}
        hint={t('recovery.reasonHint')}
        rows={5}
        value={reason}
        onChange={(text) => {
          type({ reason: text });
        }}
        maxLength={1000}
        error={messageOf('reason')}
      />
      <div className="actions">
        <Button kind="primary" type="submit" isPending={claim.isPending}>
          {t('recovery.send')}
        </Button>
      </div>
    </form>
  );
};
