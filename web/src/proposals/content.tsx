import { useTranslation } from 'react-i18next';
import { Facts } from '../design/facts.tsx';
import type { Level } from '../files/file-name.tsx';
import { fileSize } from '../i18n/formats.ts';
import { type Form, fieldNames } from './form.ts';
import { Publicity } from './publicity.tsx';
import type { NamedFile } from './receipt.ts';

/** A proposal to read: its text, its files by their SHA-256 where they are known, and what of it is a trade secret. */
export const Content = ({ form, files }: { form: Form; files: readonly NamedFile[] | null }) => {
  const { t } = useTranslation('proposals');
  return (
    <>
      <Facts
        rows={fieldNames.map((name) => [
          t(`field.${name}`),
          form[name] === '' ? null : (
            <span key={name} className="prose">
              {form[name]}
            </span>
          ),
        ])}
      />
      {files === null ? null : <FileNames files={files} />}
      <Publicity form={form} files={files ?? []} />
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
