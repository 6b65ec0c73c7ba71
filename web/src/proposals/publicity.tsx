import { useTranslation } from 'react-i18next';
import { Facts } from '../design/facts.tsx';
import { type Form, markableFields, markedParts, whyField } from './form.ts';

export type NamedFile = { readonly attachmentId: string; readonly fileName: string };

/** The label of each field that may be withheld. */
const labels = {
  summary: 'secret.summary',
  solution: 'field.solution',
  technologyReadinessLevel: 'field.readiness',
  validUntil: 'field.validUntil',
  deliveryInDays: 'field.delivery',
} as const satisfies Readonly<Record<(typeof markableFields)[number], string>>;

/** Says what a part is called: a field, or a file by its name. */
export const usePartName = (files: readonly NamedFile[]): ((part: string) => string) => {
  const { t } = useTranslation('proposals');
  return (part) => {
    const field = markableFields.find((one) => one === part);
    if (field !== undefined) return t(labels[field]);
    return files.find(({ attachmentId }) => attachmentId === part)?.fileName ?? t('secret.goneFile');
  };
};

type Props = { readonly form: Form; readonly files: readonly NamedFile[] };

/** What everybody may read of a proposal that comes on the priority list, and what stays a trade secret. */
export const Publicity = ({ form, files }: Props) => {
  const { t } = useTranslation('proposals');
  const nameOf = usePartName(files);
  const marked = markedParts(form);
  const parts = [...markableFields, ...files.map(({ attachmentId }) => attachmentId)];
  const shown = parts.filter((part) => !marked.includes(part));
  return (
    <>
      <h3>{t('secret.title')}</h3>
      <Facts
        rows={[
          [
            t('secret.shown'),
            <List key="shown" texts={[t('secret.proposalTitle'), t('field.price'), ...shown.map(nameOf)]} />,
          ],
          [
            t('secret.kept'),
            marked.length === 0 ? (
              t('secret.nothing')
            ) : (
              <List
                key="kept"
                texts={marked.map((part) =>
                  t('secret.because', { part: nameOf(part), reason: form[whyField(part)] ?? '' }),
                )}
              />
            ),
          ],
        ]}
      />
    </>
  );
};

const List = ({ texts }: { texts: readonly string[] }) => (
  <ul>
    {texts.map((text) => (
      <li key={text} className="prose">
        {text}
      </li>
    ))}
  </ul>
);
