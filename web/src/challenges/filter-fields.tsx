import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.tsx';
import { SelectField } from '../design/select-field.tsx';
import { TextField } from '../design/text-field.tsx';
import { dueChoices, fields, type Filters, isNoPrice, noFilters, searchOf } from './filters.ts';
import './filter-fields.css';

type Props = {
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
  /** What the page begins with. */
  readonly due: Filters['due'];
  /** One call has one deadline: to choose by it makes sense across calls alone. */
  readonly isAcrossCalls: boolean;
  /** One more condition, of the page alone. */
  readonly also?: { readonly field: ReactNode; readonly isSet: boolean; readonly clear: () => void };
};

/** What the challenges are narrowed by, and the way to see them all again. */
export const FilterFields = ({ filters, change, due, isAcrossCalls, also }: Props) => {
  const { t } = useTranslation('challenges');
  const priceField = (name: 'leastInMillionWon' | 'mostInMillionWon', label: string) => (
    <TextField
      label={label}
      inputMode="decimal"
      value={filters[name]}
      onChange={(text) => {
        change({ ...filters, [name]: text });
      }}
      error={isNoPrice(filters[name]) ? t('filter.notNumber') : undefined}
    />
  );
  return (
    <search aria-label={t('filter.title')} className="filters">
      <TextField
        label={t('filter.search')}
        type="search"
        value={filters.words}
        onChange={(words) => {
          change({ ...filters, words });
        }}
      />
      <TextField
        label={t('filter.place')}
        hint={t('filter.placeHint')}
        type="search"
        value={filters.place}
        onChange={(place) => {
          change({ ...filters, place });
        }}
      />
      <SelectField
        label={t('fieldName')}
        value={filters.field ?? 'any'}
        onChange={(value) => {
          change({ ...filters, field: fields.find((field) => field === value) ?? null });
        }}
        options={[
          { value: 'any', label: t('filter.anyField') },
          ...fields.map((field) => ({ value: field, label: t(`field.${field}`) })),
        ]}
      />
      {isAcrossCalls ? (
        <SelectField
          label={t('filter.deadline')}
          value={filters.due}
          onChange={(value) => {
            change({ ...filters, due: value });
          }}
          options={dueChoices.map((choice) => ({ value: choice, label: t(`filter.due.${choice}`) }))}
        />
      ) : null}
      {priceField('leastInMillionWon', t('filter.leastPrice'))}
      {priceField('mostInMillionWon', t('filter.mostPrice'))}
      {also?.field}
      {Object.keys(searchOf(filters, due)).length === 0 && also?.isSet !== true ? null : (
        <div className="filters-clear">
          <Button
            onPress={() => {
              change(noFilters(due));
              also?.clear();
            }}
          >
            {t('filter.clear')}
          </Button>
        </div>
      )}
    </search>
  );
};
