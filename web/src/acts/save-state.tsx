import { useTranslation } from 'react-i18next';
import { ErrorBanner } from '../app/error-banner.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { DataTable } from '../design/data-table.tsx';
import { ThrowAway } from './throw-away.tsx';
import type { Autosave } from './use-autosave.ts';

const stateOf = ({ isPending, hasToSave, isDirty, invalid, isWhole }: Autosave) => {
  if (isPending) return 'saving';
  if (hasToSave) return 'typed';
  if (invalid.length > 0 && isDirty) return isWhole ? 'notWhole' : 'invalid';
  return 'saved';
};

/** Where the saving stands, for eyes and ears. */
export const SaveState = ({ saving }: { saving: Autosave }) => {
  const { t } = useTranslation();
  if (saving.error !== null && saving.isDirty)
    return <ErrorBanner title={t('save.failed')} error={saving.error} />;
  return (
    <p role="status" className="hint">
      {t(`save.${stateOf(saving)}`)}
    </p>
  );
};

type ConflictProps = {
  readonly saving: Pick<Autosave, 'form' | 'theirs' | 'keepMine' | 'takeTheirs'>;
  readonly names: readonly string[];
  readonly labelOf: (name: string) => string;
};

/** What was typed beside what was saved elsewhere, until one of the two is chosen; nothing where they do not differ. */
export const SaveConflict = ({ saving, names, labelOf }: ConflictProps) => {
  const { t } = useTranslation();
  const { theirs, form } = saving;
  if (theirs === null) return null;
  return (
    <Banner kind="warning" title={t('conflict.title')} text={t('conflict.text')}>
      <DataTable
        caption={t('conflict.title')}
        rows={names.filter((name) => (form[name] ?? '') !== (theirs[name] ?? ''))}
        keyOf={(name) => name}
        empty={t('conflict.same')}
        columns={[
          { title: t('conflict.field'), cell: labelOf },
          { title: t('conflict.mine'), cell: (name) => <span className="prose">{form[name]}</span> },
          { title: t('conflict.theirs'), cell: (name) => <span className="prose">{theirs[name]}</span> },
        ]}
      />
      <div className="actions">
        <Button kind="primary" onPress={saving.keepMine}>
          {t('conflict.keepMine')}
        </Button>
        <ThrowAway
          label={t('conflict.takeTheirs')}
          text={t('conflict.takeTheirsText')}
          onAct={saving.takeTheirs}
        />
      </div>
    </Banner>
  );
};
