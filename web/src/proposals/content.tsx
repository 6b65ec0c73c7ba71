import { useTranslation } from 'react-i18next';
import { Facts } from '../design/facts.tsx';
import { fileSize } from '../i18n/formats.ts';
import { type Form, fieldNames } from './form.ts';

type Named = {
  readonly attachmentId: string;
  readonly fileName: string;
  readonly sizeInBytes: number;
  readonly sha256: string;
};

/** A proposal to read: its text, and its files by their SHA-256 where they are known. */
export const Content = ({ form, files }: { form: Form; files: readonly Named[] | null }) => {
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
    </>
  );
};

const FileNames = ({ files }: { files: readonly Named[] }) => {
  const { t } = useTranslation('proposals');
  return (
    <>
      <h3>{t('files')}</h3>
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
