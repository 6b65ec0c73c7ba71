import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../api/client.ts';
import { NoConnection, problemOf } from '../api/problem.ts';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { Tag } from '../design/tag.tsx';
import { nameAndSize } from '../files/file-name.tsx';
import { useSaveByLink } from '../files/use-save-by-link.ts';
import { inLanguage } from '../i18n/formats.ts';
import type { OpenedProposal } from './queries.ts';

type Attachment = OpenedProposal['attachments'][number];
type Shown = { readonly fileName: string; readonly url: string; readonly isPicture: boolean };

/** What a browser shows by itself without running anything of it. The type is ours, whatever the bytes are. */
const shownTypes = ['application/pdf', 'image/png', 'image/jpeg'];

const fileOf = async (url: string): Promise<ArrayBuffer> => {
  const answer = await fetch(url).catch((cause: unknown) => {
    throw new NoConnection('The file did not arrive', { cause });
  });
  if (!answer.ok) throw await problemOf(answer);
  return answer.arrayBuffer();
};

/** The documents of a proposal, to look at beside the scorecard or to save. */
export const Documents = ({ proposal }: { proposal: OpenedProposal }) => {
  const { t } = useTranslation('evaluations');
  const api = useApi();
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(
    () => () => {
      if (shown !== null) URL.revokeObjectURL(shown.url);
    },
    [shown],
  );
  const linkTo = ({ attachmentId }: Attachment) =>
    dataOf(
      api.GET('/opened-proposals/{proposalId}/attachments/{attachmentId}/download', {
        params: { path: { proposalId: proposal.proposalId, attachmentId } },
      }),
    );
  const view = useMutation({
    mutationFn: async (attachment: Attachment) => {
      const { url } = await linkTo(attachment);
      const { contentType, fileName } = attachment;
      const blob = new Blob([await fileOf(url)], { type: contentType });
      return { fileName, url: URL.createObjectURL(blob), isPicture: contentType.startsWith('image/') };
    },
    onSuccess: setShown,
  });
  const save = useSaveByLink(linkTo);
  if (proposal.attachments.length === 0) return <p>{t('documents.none')}</p>;
  return (
    <>
      <ul className="documents">
        {proposal.attachments.map((attachment) => (
          <li key={attachment.attachmentId}>
            <span>{nameAndSize(attachment)}</span>
            {attachment.state === 'VERIFIED' ? (
              <span className="side-by-side">
                {shownTypes.includes(attachment.contentType) ? (
                  <Button
                    isPending={view.isPending && view.variables === attachment}
                    onPress={() => {
                      view.mutate(attachment);
                    }}
                  >
                    {t('documents.view', { name: attachment.fileName })}
                  </Button>
                ) : null}
                <Button
                  isPending={save.isPending && save.variables === attachment}
                  onPress={() => {
                    save.mutate(attachment);
                  }}
                >
                  {t('documents.save', { name: attachment.fileName })}
                </Button>
              </span>
            ) : (
              <>
                <Tag kind="bad">{t('documents.refused')}</Tag>
                {attachment.finding === null ? null : <span>{inLanguage(attachment.finding)}</span>}
              </>
            )}
          </li>
        ))}
      </ul>
      <ErrorBanner error={view.error ?? save.error} />
      {shown === null ? null : (
        <Viewer
          shown={shown}
          onClose={() => {
            setShown(null);
          }}
        />
      )}
    </>
  );
};

const Viewer = ({ shown, onClose }: { shown: Shown; onClose: () => void }) => {
  const { t } = useTranslation('evaluations');
  const isInPage = shown.isPicture || navigator.pdfViewerEnabled;
  return (
    <figure className="viewer">
      <figcaption>
        <strong>{shown.fileName}</strong>
        <span className="side-by-side">
          <a href={shown.url} target="_blank" rel="noreferrer">
            {t('documents.newTab')}
          </a>
          <Button onPress={onClose}>{t('documents.close')}</Button>
        </span>
      </figcaption>
      {shown.isPicture ? <img src={shown.url} alt={shown.fileName} /> : null}
      {!shown.isPicture && isInPage ? <iframe src={shown.url} title={shown.fileName} /> : null}
      {isInPage ? null : <p>{t('documents.noViewer')}</p>}
    </figure>
  );
};
