import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { RequireMembership } from '../account/require-membership.tsx';
import { ActButton } from '../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { ChoiceField } from '../design/choice-field.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { Page } from '../design/page.tsx';
import { SelectField } from '../design/select-field.tsx';
import { TextField } from '../design/text-field.tsx';
import { won } from '../i18n/formats.ts';
import { instantOfMinute, written } from '../i18n/typed.ts';
import { FirstUsePart } from './first-use-part.tsx';
import { type Purchase, purchaseQuery } from './queries.ts';
import { PurchaseStateTag } from './state-tags.tsx';
import './proposing.css';

const route = getRouteApi('/proposing/purchases/$purchaseId');

/** What a body is the first user of: its delivery, inspection and acceptance, then the trial and its verdict. */
export const PurchasePage = () => {
  const { t } = useTranslation('proposing');
  return (
    <Page title={t('firstUse')} caption={<Link to="/proposing">{t('title')}</Link>}>
      <RequireMembership kind="PUBLIC_BODY">{() => <FirstUser />}</RequireMembership>
    </Page>
  );
};

const FirstUser = () => {
  const { t } = useTranslation('proposing');
  const { purchaseId } = route.useParams();
  const { data: purchase } = useSuspenseQuery(purchaseQuery(useApi(), purchaseId));
  const isFirstUser = organisationsOf(useAccount(), 'PUBLIC_BODY', ['buyer']).includes(purchase.firstUserId);
  const { contract, delivery, inspection, state } = purchase;
  return (
    <>
      <PurchaseStateTag state={state} />
      <p>
        <Link to="/challenges/$challengeId" params={{ challengeId: purchase.challengeId }}>
          {t('toPublished')}
        </Link>
      </p>
      <Facts
        rows={[
          [t('price'), won(purchase.priceInWon)],
          [
            t('deliveryDue'),
            contract === null ? null : <InstantText key="due" at={contract.deliveryDueAt} />,
          ],
          [t('contractTerms'), contract?.terms],
          [t('trialLiability'), contract?.trialLiability],
          [t('deliveredOn'), delivery?.deliveredOn],
          [t('deliveryNote'), delivery?.note],
          [t('findings'), inspection?.findings],
        ]}
      />
      <NextStep purchase={purchase} isFirstUser={isFirstUser} />
    </>
  );
};

/** What the first user does now; others only look on. */
const NextStep = ({ purchase, isFirstUser }: { purchase: Purchase; isFirstUser: boolean }) => {
  const { t } = useTranslation('proposing');
  const { inspectionDeadline, state } = purchase;
  if (state === 'ACCEPTED' || state === 'PAID')
    return <FirstUsePart purchaseId={purchase.purchaseId} isFirstUser={isFirstUser} />;
  if (!isFirstUser) return null;
  if (state === 'INSPECTED') return <Acceptance purchase={purchase} />;
  if (state === 'BUDGET_RESERVED' || state === 'CONTRACTED') return <Decline purchase={purchase} />;
  if (state !== 'DELIVERED') return null;
  return (
    <>
      {inspectionDeadline === null ? null : (
        <>
          <p>
            {t('inspectBy')} <InstantText at={inspectionDeadline} />
          </p>
          <p>{t('deemedPassed')}</p>
        </>
      )}
      <Inspection purchase={purchase} />
    </>
  );
};

const Inspection = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const [result, setResult] = useState<'passed' | 'remedy' | null>(null);
  const [findings, setFindings] = useState('');
  const [dueAt, setDueAt] = useState('');
  const [isAsked, setAsked] = useState(false);
  const found = written(findings);
  const remedyDueAt = instantOfMinute(dueAt);
  type Body =
    | { readonly result: 'passed'; readonly findings: string }
    | { readonly result: 'remedy'; readonly findings: string; readonly remedyDueAt: string };
  const bodyOf = (): Body | null => {
    if (result === null || found === null) return null;
    if (result === 'passed') return { result, findings: found };
    return remedyDueAt === null ? null : { result, findings: found, remedyDueAt };
  };
  return (
    <ActButton
      label={t('inspect')}
      title={t('inspectTitle')}
      input={bodyOf()}
      write={(body: Body, key) =>
        dataOf(
          api.POST('/purchases/{purchaseId}/inspection', {
            params: {
              path: { purchaseId: purchase.purchaseId },
              header: writeHeaders(key, purchase.version),
            },
            body,
          }),
        )
      }
      refreshes={[['proposing']]}
      onIncomplete={() => {
        setAsked(true);
      }}
    >
      <p>{t('inspectText')}</p>
      <ChoiceField
        label={t('result')}
        value={result}
        onChange={setResult}
        error={isAsked && result === null ? t('missing') : undefined}
        options={[
          { value: 'passed', label: t('passed'), hint: t('passedHint') },
          { value: 'remedy', label: t('remedy'), hint: t('remedyHint') },
        ]}
      />
      <TextField
        label={t('findings')}
        rows={4}
        maxLength={8000}
        value={findings}
        onChange={setFindings}
        error={isAsked && found === null ? t('missing') : undefined}
      />
      {result === 'remedy' ? (
        <TextField
          label={t('remedyDue')}
          type="datetime-local"
          value={dueAt}
          onChange={setDueAt}
          error={isAsked && remedyDueAt === null ? t('missing') : undefined}
        />
      ) : null}
    </ActButton>
  );
};

const Acceptance = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  return (
    <ActButton
      label={t('accept')}
      title={t('acceptTitle')}
      input={{ version: purchase.version }}
      write={({ version }: { version: number }, key) =>
        dataOf(
          api.POST('/purchases/{purchaseId}/acceptance', {
            params: { path: { purchaseId: purchase.purchaseId }, header: writeHeaders(key, version) },
          }),
        )
      }
      refreshes={[['proposing']]}
    >
      <p>{t('acceptText')}</p>
    </ActButton>
  );
};

const grounds = [
  'site-lost',
  'permit-refused',
  'organisation-dissolved',
  'need-ended-by-law',
  'safety-of-the-public',
] as const;
type Ground = (typeof grounds)[number];

const Decline = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const [ground, setGround] = useState<Ground | null>(null);
  const [explanation, setExplanation] = useState('');
  const [isAsked, setAsked] = useState(false);
  const said = written(explanation);
  return (
    <section aria-labelledby="decline-heading">
      <h2 id="decline-heading">{t('declineUse')}</h2>
      <p>{t('declineUseText')}</p>
      <ActButton
        label={t('declineUse')}
        title={t('declineUseTitle')}
        kind="danger"
        look="secondary"
        input={ground === null || said === null ? null : { ground, explanation: said }}
        write={(body: { ground: Ground; explanation: string }, key) =>
          dataOf(
            api.POST('/purchases/{purchaseId}/first-user/decline', {
              params: {
                path: { purchaseId: purchase.purchaseId },
                header: writeHeaders(key, purchase.version),
              },
              body,
            }),
          )
        }
        refreshes={[
          ['proposing', 'rounds'],
          ['proposing', 'purchases', 'of'],
        ]}
        onIncomplete={() => {
          setAsked(true);
        }}
      >
        <p>{t('declineUseConsequence')}</p>
        <SelectField
          label={t('ground')}
          value={ground}
          onChange={setGround}
          error={isAsked && ground === null ? t('missing') : undefined}
          options={grounds.map((value) => ({ value, label: t(`grounds.${value}`) }))}
        />
        <TextField
          label={t('explanation')}
          rows={4}
          maxLength={4000}
          value={explanation}
          onChange={setExplanation}
          error={isAsked && said === null ? t('missing') : undefined}
        />
      </ActButton>
    </section>
  );
};
