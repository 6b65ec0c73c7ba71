import { useTranslation } from 'react-i18next';
import { Facts } from '../design/facts.tsx';
import type { Level } from '../files/file-name.tsx';
import { day, fileSize, inLanguage, number, percent, won } from '../i18n/formats.ts';
import { draftOf, emptyDraft, type FieldName, type Form, fieldNames, invalidFields } from './form.ts';
import { Publicity } from './publicity.tsx';
import type { Partner } from './queries.ts';
import type { NamedFile } from './receipt.ts';

export type PartnerInIt = Pick<Partner, 'organisationId' | 'name' | 'share'>;

type Props = {
  readonly form: Form;
  readonly files: readonly NamedFile[] | null;
  readonly partners?: readonly PartnerInIt[];
};

/** What a field says, in the reader's format; as it was typed where it says nothing that could be saved. */
const shownOf = (form: Form, name: FieldName): string => {
  if (invalidFields(form).includes(name)) return form[name];
  const { priceInWon, technologyReadinessLevel, deliveryInDays, validUntil } = draftOf(form, emptyDraft);
  if (name === 'price') return priceInWon === null ? '' : won(priceInWon);
  if (name === 'readiness') return technologyReadinessLevel === null ? '' : number(technologyReadinessLevel);
  if (name === 'delivery') return deliveryInDays === null ? '' : number(deliveryInDays);
  if (name === 'validUntil') return validUntil === null ? '' : day(validUntil);
  return form[name];
};

/**
 * A proposal to read: its text, its files by their SHA-256 and who proposes along with it where they are known, and what of
 * it is a trade secret.
 */
export const Content = ({ form, files, partners }: Props) => {
  const { t } = useTranslation('proposals');
  return (
    <>
      <Facts
        rows={fieldNames.map((name) => [
          t(`field.${name}`),
          form[name] === '' ? null : (
            <span key={name} className="prose">
              {shownOf(form, name)}
            </span>
          ),
        ])}
      />
      {files === null ? null : <FileNames files={files} />}
      {partners === undefined ? null : <PartnersInIt partners={partners} />}
      <Publicity form={form} files={files ?? []} />
    </>
  );
};

/** Who proposes along with the lead, each with its share as it is sent or was. */
const PartnersInIt = ({ partners }: { readonly partners: readonly PartnerInIt[] }) => {
  const { t } = useTranslation('proposals');
  return (
    <>
      <h3>{t('partner.title')}</h3>
      {partners.length === 0 ? <p>{t('partner.alone')}</p> : null}
      <ul>
        {partners.map(({ organisationId, name, share }) => (
          <li key={organisationId}>
            <strong>{name === null ? t('partner.unnamed') : inLanguage(name)}</strong>
            {share.percent === null
              ? null
              : ` (${t('partner.ofPrice', { part: percent(share.percent / 100) })})`}
            <p className="prose">{share.work}</p>
          </li>
        ))}
      </ul>
    </>
  );
};

type FilesProps = { readonly files: readonly NamedFile[]; readonly level?: Level };

/** The files of a submission by what proves them. */
export const FileNames = ({ files, level = 3 }: FilesProps) => {
  const { t } = useTranslation('proposals');
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <>
      <Title>{t('files')}</Title>
      {files.length === 0 ? <p>{t('noFiles')}</p> : null}
      <ul>
        {files.map((file) => (
          <li key={file.attachmentId}>
            {t('file', { name: file.fileName, size: fileSize(file.sizeInBytes) })} <code>{file.sha256}</code>
          </li>
        ))}
      </ul>
    </>
  );
};
