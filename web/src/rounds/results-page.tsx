import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { challengesQuery } from '../challenges/queries.ts';
import { DataTable } from '../design/data-table.tsx';
import { Facts } from '../design/facts.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage, points, won } from '../i18n/formats.ts';
import { ExplanationOf } from './explanation.tsx';
import { OtherPolicies } from './other-policies.tsx';
import { OutcomeText } from './outcome.tsx';
import { drawSupplementsQuery, explanationsQuery, listQuery, type Round, roundQuery } from './queries.ts';
import { useProposalTitles } from './use-proposal-titles.ts';
import { RoundLink } from './round-link.tsx';

const route = getRouteApi('/rounds/$roundId/results');

/** The priority list with why each stands where it does, and the sheet that anybody may rank again. */
export const ResultsPage = () => {
  const { t } = useTranslation('rounds');
  const api = useApi();
  const { roundId } = route.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  return (
    <Page title={t('results')} caption={<RoundLink round={round} />}>
      {round.noticeAt === null ? (
        <p>{t('noResults')}</p>
      ) : (
        <>
          <p>
            <Link to="/rounds/$roundId/figures" params={{ roundId }}>
              {t('toFigures')}
            </Link>
          </p>
          <List round={round} />
        </>
      )}
    </Page>
  );
};

const List = ({ round }: { round: Round }) => {
  const { t } = useTranslation('rounds');
  const api = useApi();
  const { data: list } = useSuspenseQuery(listQuery(api, round.roundId));
  const { data: challenges } = useSuspenseQuery(challengesQuery(api, round.roundId));
  const titleOf = useProposalTitles(
    round.roundId,
    list.list.filter(({ outcome }) => outcome !== 'REJECTED').map(({ proposalId }) => proposalId),
  );
  const { data: explanations } = useSuspenseQuery(explanationsQuery(api, round.roundId));
  const challengeOf = (challengeId: string): string => {
    const found = challenges.find((challenge) => challenge.challengeId === challengeId);
    return found === undefined ? t('unnamedChallenge') : inLanguage(found.title);
  };
  return (
    <>
      <Facts
        rows={[
          [t('rule.budget'), won(list.budgetInWon)],
          [t('committed'), won(list.committedInWon)],
          [t('rule.allocation'), t(`rule.policy.${list.policy}`)],
        ]}
      />
      <DataTable
        caption={t('list')}
        empty={t('noResults')}
        rows={list.list}
        keyOf={({ proposalId }) => proposalId}
        more={({ proposalId }) => {
          const explanation = explanations.find(({ row }) => row.proposalId === proposalId);
          return explanation === undefined ? null : (
            <ExplanationOf roundId={round.roundId} explanation={explanation} titleOf={titleOf} />
          );
        }}
        columns={[
          { title: t('rank'), isNumber: true, cell: ({ rank }) => rank },
          {
            title: t('proposal'),
            isName: true,
            cell: ({ proposalId, challengeId, outcome }) => (
              <>
                {outcome === 'REJECTED' ? (
                  titleOf(proposalId)
                ) : (
                  <Link to="/proposals/$proposalId/publication" params={{ proposalId }}>
                    {titleOf(proposalId)}
                  </Link>
                )}
                <br />
                <span className="hint">
                  <Link to="/challenges/$challengeId" params={{ challengeId }}>
                    {challengeOf(challengeId)}
                  </Link>
                </span>
              </>
            ),
          },
          {
            title: t('total'),
            isNumber: true,
            cell: ({ total }) => (total === null ? '–' : points(total)),
          },
          { title: t('price'), isNumber: true, cell: ({ priceInWon }) => won(priceInWon) },
          {
            title: t('outcome'),
            cell: (row) => <OutcomeText row={row} />,
          },
        ]}
      />
      <OtherPolicies roundId={round.roundId} titleOf={titleOf} />
      <h2>{t('checkIt')}</h2>
      <p>{t('checkItText')}</p>
      <ul>
        <li>
          <a href={`/api/rounds/${round.roundId}/score-sheet`} download={`score-sheet-${round.roundId}.json`}>
            {t('scoreSheet')}
          </a>
        </li>
        <li>
          <a href={`/api/rounds/${round.roundId}/list`} download={`list-${round.roundId}.json`}>
            {t('listFile')}
          </a>
        </li>
        <li>
          <a href={`/api/rounds/${round.roundId}/draw`} download={`draw-${round.roundId}.json`}>
            {t('drawFile')}
          </a>
        </li>
        <SupplementsFile roundId={round.roundId} />
        <li>
          <a href={`/api/rounds/${round.roundId}`} download={`round-${round.roundId}.json`}>
            {t('roundFile')}
          </a>
        </li>
      </ul>
    </>
  );
};

/** What was added to the pool after the draw; nothing where nobody was. */
const SupplementsFile = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('rounds');
  const { data: supplements } = useQuery(drawSupplementsQuery(useApi(), roundId));
  if (supplements === undefined || supplements.supplements.length === 0) return null;
  return (
    <li>
      <a href={`/api/rounds/${roundId}/draw/supplements`} download={`draw-supplements-${roundId}.json`}>
        {t('supplementsFile')}
      </a>
    </li>
  );
};
