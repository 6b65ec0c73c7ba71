import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { TextField } from '../design/text-field.tsx';
import { filesQuery, proposalFiles } from '../files/owner.ts';
import { markableFields, markedParts, markField, whyField } from './form.ts';
import { usePartName } from './publicity.tsx';
import type { DraftState } from './use-draft.ts';

type Props = { readonly proposalId: string; readonly draft: DraftState };

/** What becomes public of the proposal, and the marks that keep a part of it from the public. */
export const TradeSecrets = ({ proposalId, draft }: Props) => {
  const { t } = useTranslation('proposals');
  const { data: attachments } = useSuspenseQuery(filesQuery(proposalFiles(useApi(), proposalId)));
  const nameOf = usePartName(attachments);
  const present = attachments
    .filter(({ removedAt }) => removedAt === null)
    .map(({ attachmentId }) => attachmentId);
  const offered: readonly string[] = [...markableFields, ...present];
  // A mark outlives its file, until it is taken away.
  const others = markedParts(draft.form).filter((part) => !offered.includes(part));
  return (
    <section aria-labelledby="secrets-heading">
      <h2 id="secrets-heading">{t('secret.title')}</h2>
      <p>{t('secret.text')}</p>
      <ul>
        <li>{t('secret.always')}</li>
        <li>{t('secret.unlessMarked')}</li>
        <li>{t('secret.files')}</li>
        <li>{t('secret.readers')}</li>
      </ul>
      {[...offered, ...others].map((part) => (
        <Mark key={part} part={part} name={nameOf(part)} draft={draft} />
      ))}
    </section>
  );
};

type MarkProps = { readonly part: string; readonly name: string; readonly draft: DraftState };

const Mark = ({ part, name, draft }: MarkProps) => {
  const { t } = useTranslation('proposals');
  const why = whyField(part);
  const isMarked = draft.form[markField(part)] === 'yes';
  return (
    <>
      <Checkbox
        name={markField(part)}
        label={t('secret.mark', { part: name })}
        isSelected={isMarked}
        onChange={(isSelected) => {
          draft.change((form) => ({ ...form, [markField(part)]: isSelected ? 'yes' : '' }));
        }}
      />
      {isMarked ? (
        <TextField
          name={why}
          label={t('secret.why', { part: name })}
          hint={t('secret.whyHint')}
          rows={2}
          maxLength={1000}
          value={draft.form[why] ?? ''}
          onChange={(text) => {
            draft.change((form) => ({ ...form, [why]: text }));
          }}
          error={draft.invalid.includes(why) ? t('secret.whyMissing') : undefined}
        />
      ) : null}
    </>
  );
};
