import { useTranslation } from 'react-i18next';
import { DataTable } from '../design/data-table.tsx';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { points } from '../i18n/formats.ts';
import { useCriterionName } from '../rounds/criteria.ts';
import { criteriaOf, formOf, sumsOf } from './form.ts';
import { useGateName } from './gates.ts';
import type { Scorecard, Scoring } from './queries.ts';

type Props = {
  readonly own: Scorecard;
  /** The locked ones of the other members. */
  readonly peers: readonly Scorecard[];
  readonly scoring: Scoring;
};

/** One's locked scorecard, and the peers' sums beside it. */
export const LockedCards = ({ own, peers, scoring }: Props) => {
  const { t } = useTranslation('evaluations');
  const nameOf = useCriterionName();
  const gateOf = useGateName();
  return (
    <>
      <p>{t('locked')}</p>
      <Facts
        rows={[
          [t('lockedAt'), own.submittedAt === null ? null : <InstantText key="at" at={own.submittedAt} />],
          [t('answerReason'), own.answerReason],
          ...scoring.gates.map(
            (gate) => [gateOf(gate), own.gates[gate] === true ? t('pass') : t('fail')] as const,
          ),
        ]}
      />
      <DataTable
        caption={t('ownCard')}
        rows={criteriaOf(scoring)}
        keyOf={({ name }) => name}
        empty={t('noCriteria')}
        columns={[
          { title: t('criterion'), cell: ({ name }) => nameOf(name) },
          {
            title: t('points'),
            isNumber: true,
            cell: ({ name, maximum }) =>
              t('sumOf', { sum: points(own.points[name] ?? 0), maximum: points(maximum) }),
          },
          { title: t('reason'), cell: ({ name }) => <span className="prose">{own.reasons[name]}</span> },
        ]}
      />
      <h3>{t('peers')}</h3>
      <DataTable
        caption={t('peersCaption')}
        rows={[own, ...peers]}
        keyOf={({ evaluatorId }) => evaluatorId}
        empty={t('noPeers')}
        columns={[
          {
            title: t('member'),
            cell: ({ evaluatorId }) =>
              evaluatorId === own.evaluatorId
                ? t('me')
                : t('peer', { number: peers.findIndex((peer) => peer.evaluatorId === evaluatorId) + 1 }),
          },
          ...scoring.dimensions.map(({ name }, place) => ({
            title: nameOf(name),
            isNumber: true,
            cell: (card: Scorecard) => points(sumsOf(formOf(card), scoring)[place]?.sum ?? 0),
          })),
          {
            title: t('total'),
            isNumber: true,
            cell: (card: Scorecard) =>
              points(sumsOf(formOf(card), scoring).reduce((before, { sum }) => before + sum, 0)),
          },
        ]}
      />
      {peers.length === 0 ? <p>{t('noPeers')}</p> : null}
    </>
  );
};
