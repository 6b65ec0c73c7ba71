import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-clock.ts';
import { FilterFields } from '../../challenges/filter-fields.tsx';
import { meets, noFilters } from '../../challenges/filters.ts';
import { SelectField } from '../../design/select-field.tsx';
import type { ProposedChallenge } from '../queries.ts';

type State = ProposedChallenge['state'];

/** Those of a round's challenges that staff look for, and the fields in which they say which. */
export const useNarrowed = (challenges: readonly ProposedChallenge[]) => {
  const { t } = useTranslation(['selection', 'challenges']);
  const [filters, setFilters] = useState(() => noFilters('any'));
  const [state, setState] = useState<State | null>(null);
  // What is typed stands at once; the list, which may be long, follows.
  const [sought, soughtState] = [useDeferredValue(filters), useDeferredValue(state)];
  const now = serverNow();
  return {
    found: challenges.filter(
      (challenge) =>
        (soughtState === null || challenge.state === soughtState) && meets(challenge, null, sought, now),
    ),
    fields: (
      <details className="filters-folded">
        <summary>{t('challenges:filter.title')}</summary>
        <FilterFields
          filters={filters}
          change={setFilters}
          due="any"
          isAcrossCalls={false}
          also={{
            field: <StateField challenges={challenges} state={state} choose={setState} />,
            isSet: state !== null,
            clear: () => {
              setState(null);
            },
          }}
        />
      </details>
    ),
  };
};

type Props = {
  readonly challenges: readonly ProposedChallenge[];
  readonly state: State | null;
  readonly choose: (state: State | null) => void;
};

/** One of the states that challenges of the round are in. */
const StateField = ({ challenges, state, choose }: Props) => {
  const { t } = useTranslation('selection');
  const states = [...new Set(challenges.map((challenge) => challenge.state))];
  return (
    <SelectField
      label={t('narrow.state')}
      value={state ?? 'any'}
      onChange={(value) => {
        choose(states.find((one) => one === value) ?? null);
      }}
      options={[
        { value: 'any', label: t('narrow.any') },
        ...states.map((one) => ({ value: one, label: t(`state.${one}`) })),
      ]}
    />
  );
};
