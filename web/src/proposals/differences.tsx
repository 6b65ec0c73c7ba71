import { useTranslation } from 'react-i18next';
import { DataTable } from '../design/data-table.tsx';
import { type Form, fieldNames } from './form.ts';

/** Where two texts of a proposal differ, side by side. */
export const Differences = ({ mine, theirs }: { mine: Form; theirs: Form }) => {
  const { t } = useTranslation('proposals');
  const prose = (text: string) => <span className="prose">{text}</span>;
  return (
    <DataTable
      caption={t('differences')}
      empty={t('noDifferences')}
      keyOf={(name) => name}
      rows={fieldNames.filter((name) => mine[name] !== theirs[name])}
      columns={[
        { title: t('difference.field'), cell: (name) => t(`field.${name}`) },
        { title: t('difference.mine'), cell: (name) => prose(mine[name]) },
        { title: t('difference.theirs'), cell: (name) => prose(theirs[name]) },
      ]}
    />
  );
};
