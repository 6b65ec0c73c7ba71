import { useTranslation } from 'react-i18next';
import { DataTable } from '../design/data-table.tsx';
import { Facts } from '../design/facts.tsx';
import { useGateName } from '../evaluations/gates.ts';
import { points } from '../i18n/formats.ts';
import { useCriterionName } from '../rounds/criteria.ts';
import type { Round } from '../rounds/queries.ts';
import type { Result } from './queries.ts';

type Scoring = Round['policy']['scoring'];
type Card = Result['scorecards'][number];

/** The scorecards that count, by pseudonym, with what each evaluator gave as reasons. */
export const Scorecards = ({ result, scoring }: { result: Result; scoring: Scoring }) => {
  const { t } = useTranslation('result');
  const { scorecards } = result;
  if (scorecards.length === 0) return null;
  return (
    <section aria-labelledby="cards">
      <h2 id="cards">{t('cards')}</h2>
      <p>{t('cardsText')}</p>
      <div className="stack">
        {scorecards.map((card) => (
          <OneCard key={card.evaluatorId} card={card} result={result} scoring={scoring} />
        ))}
      </div>
    </section>
  );
};

type Props = { readonly card: Card; readonly result: Result; readonly scoring: Scoring };

const OneCard = ({ card, result, scoring }: Props) => {
  const { t } = useTranslation('result');
  const nameOf = useCriterionName();
  const gateOf = useGateName();
  const { evaluatorId } = card;
  const total = Object.values(card.points).reduce((sum, one) => sum + one, 0);
  return (
    <details className="card">
      <summary>{t('cardOf', { evaluator: evaluatorId.slice(0, 8), total: points(total) })}</summary>
      <Facts
        rows={[
          [t('pseudonym'), <code key="pseudonym">{evaluatorId}</code>],
          ...scoring.gates.map(
            (gate) => [gateOf(gate), <Gate key={gate} isMet={card.gates[gate]} />] as const,
          ),
          ...(result.explanation?.dimensions ?? []).map(
            ({ name, cards }) =>
              [
                nameOf(name),
                <Sum key={name} found={cards.find((one) => one.evaluatorId === evaluatorId)} />,
              ] as const,
          ),
        ]}
      />
      <DataTable
        caption={t('pointsAndReasons')}
        empty={t('noCriteria')}
        rows={scoring.dimensions.flatMap(({ criteria }) => criteria)}
        keyOf={({ name }) => name}
        columns={[
          { title: t('criterion'), cell: ({ name }) => nameOf(name) },
          {
            title: t('points'),
            isNumber: true,
            cell: ({ name, maximum }) =>
              t('pointsOf', { points: points(card.points[name] ?? 0), maximum: points(maximum) }),
          },
          {
            title: t('reason'),
            cell: ({ name }) => <span className="prose">{card.reasons[name] ?? '–'}</span>,
          },
        ]}
      />
    </details>
  );
};

const Gate = ({ isMet }: { isMet: boolean | undefined }) => {
  const { t } = useTranslation('result');
  if (isMet === undefined) return '–';
  return isMet ? t('met') : t('notMet');
};

const Sum = ({ found }: { found: { readonly sum: number; readonly kept: boolean } | undefined }) => {
  const { t } = useTranslation('result');
  if (found === undefined) return '–';
  return found.kept ? points(found.sum) : t('trimmed', { points: points(found.sum) });
};
