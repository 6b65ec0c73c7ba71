import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isBefore } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { InstantText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import { NextStep } from '../../purchases/next-step.tsx';
import { dueOf, purchasesQuery } from '../../purchases/queries.ts';
import { type FirstUseOfRound, firstUsesQuery, objectionsQuery, type Preparation } from '../queries.ts';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { HeldPurchases, List } from './blocks-list.tsx';
import { useFreshPanels } from './use-fresh-panels.tsx';
import { useReadyResults } from './use-ready-results.tsx';
import { useWaitingQuestions } from './use-waiting-questions.tsx';

type Props = { readonly round: Preparation };

const ended: readonly string[] = ['PAID', 'TERMINATED'];

/** What each purchase waits for, the next due first, and the objections that hold some of them. */
export const Purchases = ({ round }: Props) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const { roundId } = round;
  const titleOf = useChallengeTitles(roundId);
  const questions = useWaitingQuestions(round);
  const fresh = useFreshPanels(round);
  const ready = useReadyResults(round);
  const { data: purchases } = useQuery(purchasesQuery(api, roundId));
  const { data: objections } = useQuery(objectionsQuery(api, roundId));
  if (purchases === undefined || objections === undefined || questions === null || fresh === null)
    return null;
  const open = purchases
    .filter(({ state }) => !ended.includes(state))
    .sort((one, other) => (dueOf(one) ?? '9999').localeCompare(dueOf(other) ?? '9999'));
  const held = objections.heldProposalIds.length;
  return (
    <List>
      {[
        open.length > 0 && (
          <li key="open">
            <Link to="/agency/rounds/$roundId/purchases" params={{ roundId }}>
              {t('block.purchases', { count: open.length })}
            </Link>
          </li>
        ),
        ...open.map((purchase) => (
          <li key={purchase.purchaseId}>
            <PurchaseLink {...purchase}>{titleOf(purchase.challengeId)}</PurchaseLink>
            <NextStep purchase={purchase} />
          </li>
        )),
        held > 0 && <HeldPurchases key="held" roundId={roundId} count={held} />,
        ...ready,
        ...fresh,
        ...questions,
      ]}
    </List>
  );
};

/** Which reports are due, and which verdicts await staff or the supplier's comment. */
export const FirstUses = ({ round: { roundId } }: Props) => {
  const titleOf = useChallengeTitles(roundId);
  const { data: firstUses } = useQuery(firstUsesQuery(useApi(), roundId));
  if (firstUses === undefined) return null;
  return (
    <List>
      {firstUses
        .filter(({ state }) => state !== 'PUBLISHED')
        .sort((one, other) => one.trialEndsAt.localeCompare(other.trialEndsAt))
        .map((firstUse) => (
          <li key={firstUse.purchaseId}>
            <PurchaseLink {...firstUse}>{titleOf(firstUse.challengeId)}</PurchaseLink>
            <Awaited firstUse={firstUse} />
          </li>
        ))}
    </List>
  );
};

const Awaited = ({ firstUse }: { firstUse: FirstUseOfRound }) => {
  const { t } = useTranslation('agency');
  const { state, trialEndsAt, publishableFrom, overdueFrom } = firstUse;
  if (state === 'IN_USE')
    return (
      <p>
        {t('block.inUse')} <InstantText at={trialEndsAt} />
      </p>
    );
  if (state === 'REPORT_DUE')
    return (
      <p>
        {t('block.reportDue')} <InstantText at={trialEndsAt} />{' '}
        {isBefore(overdueFrom) ? null : <Tag kind="bad">{t('block.overdue')}</Tag>}
      </p>
    );
  return publishableFrom !== null && isBefore(publishableFrom) ? (
    <p>
      {t('block.unheard')} <InstantText at={publishableFrom} />
    </p>
  ) : (
    <p>{t('block.unpublished')}</p>
  );
};

const PurchaseLink = ({
  roundId,
  purchaseId,
  children,
}: {
  readonly roundId: string;
  readonly purchaseId: string;
  readonly children: string;
}) => (
  <Link to="/agency/rounds/$roundId/purchases/$purchaseId" params={{ roundId, purchaseId }}>
    {children}
  </Link>
);
