import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { challengesQuery } from '../../challenges/queries.ts';
import { declaredConflictsQuery, roundDeclarationsQuery } from '../../conflicts/queries.ts';
import { DataTable } from '../../design/data-table.tsx';
import { PastText } from '../../design/instant.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { useAgent } from '../agent.ts';
import { OrganisationName, PersonName } from '../organisation-name.tsx';
import { proposedChallengesQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { OwnConflicts, type Titled } from './own-conflicts.tsx';

const route = getRouteApi('/agency/rounds/$roundId/conflicts');

/** Who works on a round declares a conflict of interest in one of its challenges; auditors read all that was declared. */
export const ConflictsPage = () => {
  const { t } = useTranslation('conflicts');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('title')}>
      <Room roundId={roundId} />
    </RoundRoom>
  );
};

/** What is not published yet, staff and auditors know of alone. */
const Room = ({ roundId }: { roundId: string }) =>
  useAgent().may('staff', 'auditor') ? <OfProposed roundId={roundId} /> : <OfPublished roundId={roundId} />;

const OfProposed = ({ roundId }: { roundId: string }) => {
  const { data } = useSuspenseQuery(proposedChallengesQuery(useApi(), roundId));
  return <Conflicts roundId={roundId} challenges={data.filter(({ state }) => state !== 'DRAFT')} />;
};

const OfPublished = ({ roundId }: { roundId: string }) => {
  const { data } = useSuspenseQuery(challengesQuery(useApi(), roundId));
  return <Conflicts roundId={roundId} challenges={data} />;
};

type Props = { readonly roundId: string; readonly challenges: readonly Titled[] };

const Conflicts = (props: Props) => {
  const agent = useAgent();
  return (
    <>
      {agent.may('staff', 'approver') ? <OwnConflicts {...props} /> : null}
      {agent.may('auditor') ? <Declared {...props} /> : null}
    </>
  );
};

const Declared = ({ roundId, challenges }: Props) => {
  const { t } = useTranslation('conflicts');
  const { data: declarations } = useSuspenseQuery(roundDeclarationsQuery(useApi(), roundId));
  const { data: conflicts } = useSuspenseQuery(declaredConflictsQuery(useApi(), roundId));
  const titleOf = (id: string): string => {
    const found = challenges.find(({ challengeId }) => challengeId === id);
    return found === undefined ? id : inLanguage(found.title);
  };
  return (
    <>
      <h2>{t('forRound')}</h2>
      <DataTable
        caption={t('forRoundCaption')}
        empty={t('forRoundNone')}
        rows={declarations}
        keyOf={({ accountId }) => accountId}
        columns={[
          { title: t('accountId'), isName: true, cell: (one) => <PersonName {...one} /> },
          { title: t('organisationId'), cell: (one) => <OrganisationName {...one} /> },
          {
            title: t('stakesOf'),
            cell: ({ challengeIds }) =>
              challengeIds.length === 0 ? t('noStake') : challengeIds.map(titleOf).join(', '),
          },
          { title: t('declaredAt'), cell: ({ declaredAt }) => <PastText at={declaredAt} /> },
        ]}
      />
      <h2>{t('all')}</h2>
      <p>{t('allHint')}</p>
      <DataTable
        caption={t('declarations')}
        empty={t('noneAtAll')}
        rows={conflicts}
        keyOf={({ challengeId, accountId }) => `${challengeId} ${accountId}`}
        columns={[
          { title: t('challenge'), isName: true, cell: ({ challengeId }) => titleOf(challengeId) },
          { title: t('reason'), cell: ({ reason }) => <span className="prose">{reason}</span> },
          { title: t('accountId'), cell: (one) => <PersonName {...one} /> },
          { title: t('organisationId'), cell: (one) => <OrganisationName {...one} /> },
          { title: t('declaredAt'), cell: ({ declaredAt }) => <PastText at={declaredAt} /> },
        ]}
      />
    </>
  );
};
