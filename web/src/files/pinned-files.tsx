import { useTranslation } from 'react-i18next';
import type { components } from '../api/description.ts';
import { dataOf } from '../api/client.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { nameAndSize } from './file-name.tsx';
import type { DocumentKind } from './owner.ts';
import { useSaveByLink } from './use-save-by-link.ts';
import './pinned-files.css';

type Pinned = components['schemas']['DocumentView'];

type Props = {
  readonly kind: DocumentKind;
  readonly ownerId: string;
  readonly documents: readonly Pinned[];
};

/** The files that an act took along, for whoever may read it; nothing where there are none. */
export const PinnedFiles = ({ kind, ownerId, documents }: Props) => {
  const { t } = useTranslation('files');
  const api = useApi();
  const save = useSaveByLink(({ attachmentId }: Pinned) =>
    dataOf(
      api.GET('/documents/{kind}/{ownerId}/{attachmentId}/download', {
        params: { path: { kind, ownerId, attachmentId } },
      }),
    ),
  );
  if (documents.length === 0) return null;
  return (
    <>
      <ul className="pinned-files" aria-label={t('pinned')}>
        {documents.map((document) => (
          <li key={document.attachmentId}>
            <span>{nameAndSize(document)}</span>
            <Button
              label={t('download', { name: document.fileName })}
              isPending={save.isPending && save.variables === document}
              onPress={() => {
                save.mutate(document);
              }}
            >
              {t('downloadShort')}
            </Button>
          </li>
        ))}
      </ul>
      <ErrorBanner error={save.error} />
    </>
  );
};
