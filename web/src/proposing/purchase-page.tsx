import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { RequireMembership } from '../account/require-membership.tsx';
import { ActButton } from '../acts/act-button.tsx';
import { useKept } from '../acts/use-kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { challengeQuery } from '../challenges/queries.ts';
import { InspectorConflict } from '../conflicts/inspector-conflict.tsx';
import { OnceDeclared } from '../conflicts/once-declared.tsx';
import { ChoiceField } from '../design/choice-field.tsx';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { SelectField } from '../design/select-field.tsx';
import { TextField } from '../design/text-field.tsx';
import { FilesAlong } from '../files/files-along.tsx';
import { useTaking } from '../files/use-taking.ts';
import { inLanguage, won } from '../i18n/formats.ts';
import { instantOfMinute, written } from '../i18n/typed.ts';
import { ContractTerms } from '../purchases/contract-terms.tsx';
import { NextStep } from '../purchases/next-step.tsx';
import { PurchaseRecord } from '../purchases/purchase-record.tsx';
import { isInUse, type Purchase, purchaseQuery } from '../purchases/queries.ts';
import { PurchaseStateTag } from '../purchases/state-tags.tsx';
import { FirstUsePart } from './first-use-part.tsx';
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
  const { t } = useTranslation(['proposing', 'purchases']);
  const { purchaseId } = route.useParams();
  const api = useApi();
  const { data: purchase } = useSuspenseQuery(purchaseQuery(api, purchaseId));
  const { data: challenge } = useSuspenseQuery(challengeQuery(api, purchase.challengeId));
  const isFirstUser = organisationsOf(useAccount(), 'PUBLIC_BODY', ['buyer']).includes(purchase.firstUserId);
  return (
    <>
      <p className="lead">{inLanguage(challenge.title)}</p>
      <PurchaseStateTag state={purchase.state} />
      <p>
        <Link to="/challenges/$challengeId" params={{ challengeId: purchase.challengeId }}>
          {t('toPublished')}
        </Link>
      </p>
      <Facts rows={[[t('price'), won(purchase.priceInWon)]]} />
      <h2>{t('purchases:nextTitle')}</h2>
      <NextStep purchase={purchase} />
      {isFirstUser ? <Acts purchase={purchase} /> : null}
      {isInUse(purchase) ? <FirstUsePart purchase={purchase} isFirstUser={isFirstUser} /> : null}
      <ContractTerms contract={purchase.contract} />
      <PurchaseRecord purchase={purchase} />
      {isFirstUser ? <InspectorConflict {...purchase} /> : null}
      {isFirstUser && ['BUDGET_RESERVED', 'CONTRACTED'].includes(purchase.state) ? (
        <Decline purchase={purchase} />
      ) : null}
    </>
  );
};

/** What the first user does now about what was delivered. */
const Acts = ({ purchase }: { purchase: Purchase }) => {
  switch (purchase.state) {
    case 'DELIVERED':
      return (
        <OnceDeclared {...placeOf(purchase)}>
          <Inspection purchase={purchase} />
        </OnceDeclared>
      );
    case 'INSPECTED':
      return (
        <OnceDeclared {...placeOf(purchase)}>
          <Acceptance purchase={purchase} />
        </OnceDeclared>
      );
    default:
      return null;
  }
};

const placeOf = ({ roundId, challengeId }: Purchase) => ({ roundId, challengeId });

const results = ['passed', 'remedy'] as const;

const Inspection = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const [isAsked, setAsked] = useState(false);
  const { deliveryCount, inspection, purchaseId } = purchase;
  const { form, type, forget } = useKept(`inspection.${purchaseId}.${deliveryCount}`, {
    result: '',
    findings: '',
    dueAt: '',
  });
  const result = results.find((one) => one === form.result) ?? null;
  const taking = useTaking({ kind: 'purchase', ownerId: purchaseId, since: inspection?.at });
  const found = written(form.findings);
  const remedyDueAt = instantOfMinute(form.dueAt);
  type Body =
    | { readonly result: 'passed'; readonly findings: string }
    | { readonly result: 'remedy'; readonly findings: string; readonly remedyDueAt: string };
  const bodyOf = (): Body | null => {
    if (result === null || found === null) return null;
    if (result === 'passed') return { result, findings: found };
    return remedyDueAt === null ? null : { result, findings: found, remedyDueAt };
  };
  return (
    <>
      <FilesAlong taking={taking} />
      <ActButton
        label={t('inspect')}
        title={t('inspectTitle')}
        input={bodyOf()}
        taking={taking}
        write={(typed: Body, key, attachmentIds) =>
          dataOf(
            api.POST('/purchases/{purchaseId}/inspection', {
              params: { path: { purchaseId }, header: writeHeaders(key, purchase.version) },
              body: { ...typed, attachmentIds },
            }),
          )
        }
        refreshes={[['purchases']]}
        onDone={forget}
        onIncomplete={() => {
          setAsked(true);
        }}
      >
        <p>{t('inspectText')}</p>
        <ChoiceField
          label={t('result')}
          value={result}
          onChange={(chosen) => {
            type({ result: chosen });
          }}
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
          value={form.findings}
          onChange={(text) => {
            type({ findings: text });
          }}
          error={isAsked && found === null ? t('missing') : undefined}
        />
        {result === 'remedy' ? (
          <TextField
            label={t('remedyDue')}
            type="datetime-local"
            value={form.dueAt}
            onChange={(text) => {
              type({ dueAt: text });
            }}
            error={isAsked && remedyDueAt === null ? t('missing') : undefined}
          />
        ) : null}
      </ActButton>
    </>
  );
};

const Acceptance = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('proposing');
  const api = useApi();
  const { inspection, purchaseId } = purchase;
  const taking = useTaking({ kind: 'purchase', ownerId: purchaseId, since: inspection?.at });
  return (
    <>
      <FilesAlong taking={taking} />
      <ActButton
        label={t('accept')}
        title={t('acceptTitle')}
        input={{ version: purchase.version }}
        taking={taking}
        write={({ version }: { version: number }, key, attachmentIds) =>
          dataOf(
            api.POST('/purchases/{purchaseId}/acceptance', {
              params: { path: { purchaseId }, header: writeHeaders(key, version) },
              body: { attachmentIds },
            }),
          )
        }
        refreshes={[['purchases']]}
      >
        <p>{t('acceptText')}</p>
      </ActButton>
    </>
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
  const { t } = useTranslation(['proposing', 'purchases']);
  const api = useApi();
  const navigate = useNavigate();
  const { form, type, forget } = useKept(`decline.${purchase.purchaseId}`, { ground: '', explanation: '' });
  const ground = grounds.find((one) => one === form.ground) ?? null;
  const [isAsked, setAsked] = useState(false);
  const said = written(form.explanation);
  return (
    <section aria-labelledby="decline-heading">
      <h2 id="decline-heading">{t('declineUse')}</h2>
      <p>{t('declineUseText')}</p>
      <OnceDeclared {...placeOf(purchase)}>
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
          refreshes={[['purchases']]}
          onDone={() => {
            forget();
            // It is the next body's from now on, and nothing of it is shown here any more.
            return navigate({ to: '/proposing' });
          }}
          onIncomplete={() => {
            setAsked(true);
          }}
        >
          <p>{t('declineUseConsequence')}</p>
          <NextFirstUser purchase={purchase} />
          <SelectField
            label={t('ground')}
            value={ground}
            onChange={(chosen) => {
              type({ ground: chosen });
            }}
            error={isAsked && ground === null ? t('missing') : undefined}
            options={grounds.map((value) => ({ value, label: t(`purchases:grounds.${value}`) }))}
          />
          <TextField
            label={t('explanation')}
            rows={4}
            maxLength={4000}
            value={form.explanation}
            onChange={(text) => {
              type({ explanation: text });
            }}
            error={isAsked && said === null ? t('missing') : undefined}
          />
        </ActButton>
      </OnceDeclared>
    </section>
  );
};

/** Who becomes first user in the place of the one that declines, as far as it is known here. */
const NextFirstUser = ({ purchase }: { purchase: Purchase }) => {
  const { t } = useTranslation('proposing');
  const { data: challenge } = useSuspenseQuery(challengeQuery(useApi(), purchase.challengeId));
  const out = [purchase.firstUserId, ...purchase.declines.map(({ organisationId }) => organisationId)];
  const next = challenge.proposers.find(({ organisationId }) => !out.includes(organisationId))?.name;
  return (
    <p>
      {next === undefined || next === null
        ? t('declineUseNobody')
        : t('declineUseNext', { name: inLanguage(next) })}
    </p>
  );
};
