import { useTranslation } from 'react-i18next';
import type { components } from '../api/description.ts';
import { DataTable } from '../design/data-table.tsx';
import { inLanguage, number, won } from '../i18n/formats.ts';
import type { Challenge, Correction } from './queries.ts';

type Part = Correction['changed'][number];
type Terms = Pick<Challenge, Part>;
type Target = components['schemas']['TermsView']['requiredPerformance'][number];

/** What a correction changed of a challenge: before and after, part by part. */
export const CorrectionDifference = ({
  changed,
  before,
  after,
}: {
  readonly changed: readonly Part[];
  readonly before: Terms;
  readonly after: Terms;
}) => {
  const { t } = useTranslation('challenges');
  const targetOf = ({ name, comparison, value, unit }: Target): string =>
    [inLanguage(name), t(`comparison.${comparison}`, { value: number(value), unit })].join(': ');
  const textOf = (part: Part, terms: Terms): string => {
    if (part === 'priceCeilingInWon') return won(terms[part]);
    if (part === 'field') return t(`field.${terms[part]}`);
    if (part === 'quantity') return number(terms[part]);
    if (part === 'trialPeriodInDays') return t('days', { count: terms[part] });
    if (part === 'requiredPerformance') return terms[part].map(targetOf).join('\n');
    if (part === 'firstUseCommitment')
      return [terms[part].site, terms[part].people, terms[part].permits].map(inLanguage).join('\n');
    if (part === 'contact')
      return [inLanguage(terms[part].office), terms[part].email, terms[part].telephone].join('\n');
    return inLanguage(terms[part]);
  };
  const prose = (text: string) => <span className="prose">{text}</span>;
  return (
    <DataTable
      caption={t('difference')}
      empty={t('noDifference')}
      rows={changed}
      keyOf={(part) => part}
      columns={[
        { title: t('differencePart'), cell: (part) => t(`part.${part}`) },
        { title: t('differenceBefore'), cell: (part) => prose(textOf(part, before)) },
        { title: t('differenceAfter'), cell: (part) => prose(textOf(part, after)) },
      ]}
    />
  );
};
