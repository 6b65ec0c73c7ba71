import { useTranslation } from 'react-i18next';
import { ThrowAway } from '../acts/throw-away.tsx';
import { ErrorBanner } from '../app/error-banner.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { useOnline } from '../app/use-online.ts';
import { ErrorSummary } from '../design/error-summary.tsx';
import { TextField } from '../design/text-field.tsx';
import { Differences } from './differences.tsx';
import { type FieldName, fieldNames, whyField } from './form.ts';
import { usePartName } from './publicity.tsx';
import { saveStateOf } from './save-state.ts';
import type { DraftState } from './use-draft.ts';

const rows: Partial<Record<FieldName, number>> = { summaryKo: 4, summaryEn: 4, solution: 12 };
const lengths: Partial<Record<FieldName, number>> = {
  titleKo: 200,
  titleEn: 200,
  summaryKo: 3000,
  summaryEn: 3000,
  solution: 20_000,
};
const languageOf: Partial<Record<FieldName, string>> = {
  titleKo: 'ko',
  summaryKo: 'ko',
  titleEn: 'en',
  summaryEn: 'en',
};
const numeric: readonly FieldName[] = ['price', 'readiness', 'delivery'];

/** The text of a proposal; it saves itself and says so. */
export const DraftForm = ({ draft }: { draft: DraftState }) => {
  const { t } = useTranslation('proposals');
  const isInvalid = (name: FieldName): boolean => draft.invalid.some((invalid) => invalid === name);
  return (
    <section aria-labelledby="draft-heading">
      <h2 id="draft-heading">{t('content')}</h2>
      {draft.theirs === null ? null : <Conflict draft={draft} />}
      {fieldNames.map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(`field.${name}`)}
          hint={t(`hint.${name}`)}
          value={draft.form[name]}
          onChange={(text) => {
            draft.change((form) => ({ ...form, [name]: text }));
          }}
          error={isInvalid(name) ? t(`hint.${name}`) : undefined}
          {...(rows[name] === undefined ? {} : { rows: rows[name] })}
          {...(lengths[name] === undefined ? {} : { maxLength: lengths[name] })}
          {...(languageOf[name] === undefined ? {} : { lang: languageOf[name] })}
          {...(numeric.includes(name) ? { inputMode: 'numeric' } : {})}
        />
      ))}
      <Refused draft={draft} />
      <SaveState draft={draft} />
    </section>
  );
};

/** What cannot be saved as it stands, each with the way to its field, also where that is far from here. */
const Refused = ({ draft }: { draft: DraftState }) => {
  const { t } = useTranslation('proposals');
  const partName = usePartName([]);
  const problems = draft.invalid.map((field) => {
    const name = fieldNames.find((one) => one === field);
    return {
      field,
      message:
        name === undefined
          ? t('secret.why', { part: partName(field.slice(whyField('').length)) })
          : `${t(`field.${name}`)}: ${t(`hint.${name}`)}`,
    };
  });
  return <ErrorSummary problems={problems} takesFocus={false} />;
};

/** Where the saving stands, for eyes and ears. */
const SaveState = ({ draft }: { draft: DraftState }) => {
  const { t } = useTranslation('proposals');
  const isOnline = useOnline();
  const state = saveStateOf(draft, isOnline);
  if (state === 'failed') return <ErrorBanner title={t('save.failed')} error={draft.error} />;
  return (
    <p role="status" className="hint">
      {state === 'conflict' ? <a href="#conflict">{t('save.conflict')}</a> : t(`save.${state}`)}
    </p>
  );
};

const Conflict = ({ draft }: { draft: DraftState }) => {
  const { t } = useTranslation(['proposals', 'common']);
  const { theirs, form } = draft;
  if (theirs === null) return null;
  return (
    <div id="conflict" tabIndex={-1}>
      <Banner kind="warning" title={t('conflict.title')} text={t('conflict.text')}>
        <Differences mine={form} theirs={theirs} />
        <div className="actions">
          <Button kind="primary" onPress={draft.keepMine}>
            {t('conflict.keepMine')}
          </Button>
          <ThrowAway
            label={t('conflict.takeTheirs')}
            text={t('common:conflict.takeTheirsText')}
            onAct={draft.takeTheirs}
          />
        </div>
      </Banner>
    </div>
  );
};
