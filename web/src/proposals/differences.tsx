import { useTranslation } from 'react-i18next';
import { DataTable } from '../design/data-table.tsx';
import { type Form, fieldNames, markedParts, whyField } from './form.ts';
import { usePartName } from './publicity.tsx';

/** Where two texts of a proposal differ, side by side. */
export const Differences = ({ mine, theirs }: { mine: Form; theirs: Form }) => {
  const { t } = useTranslation('proposals');
  const nameOf = usePartName([]);
  const secretsOf = (form: Form): string =>
    markedParts(form)
      .map((part) => t('secret.because', { part: nameOf(part), reason: form[whyField(part)] ?? '' }))
      .join('\n');
  const rows = [
    ...fieldNames.map((name) => [t(`field.${name}`), mine[name], theirs[name]] as const),
    [t('secret.kept'), secretsOf(mine), secretsOf(theirs)] as const,
  ];
  const prose = (text: string) => <span className="prose">{text}</span>;
  return (
    <DataTable
      caption={t('differences')}
      empty={t('noDifferences')}
      keyOf={([name]) => name}
      rows={rows.filter(([, one, other]) => one !== other)}
      columns={[
        { title: t('difference.field'), cell: ([name]) => name },
        { title: t('difference.mine'), cell: ([, text]) => prose(text) },
        { title: t('difference.theirs'), cell: ([, , text]) => prose(text) },
      ]}
    />
  );
};
