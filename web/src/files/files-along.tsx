import { useTranslation } from 'react-i18next';
import { Checkbox } from '../design/checkbox.tsx';
import { Arrived } from './arrived.tsx';
import { Files } from './files.tsx';
import { Obstacles } from './going-along.tsx';
import type { Attachment } from './owner.ts';
import { isReady } from './taking.ts';
import type { Taking } from './use-taking.ts';

type Props = { readonly taking: Taking };

type WholeProps = Props & {
  /** Who can open them, where that is not whoever reads what they go along with. */
  readonly text?: string;
};

/** The files that go along with an act, on its page: to bring, to choose, and what keeps the act from being sent. */
export const FilesAlong = ({ taking, text }: WholeProps) => {
  const { t } = useTranslation('files');
  const { earlier, files, present } = taking;
  return (
    <Files
      files={files}
      title={t('along.title')}
      text={text ?? t('along.text')}
      level={3}
      cards={present.map((attachment) => (
        <Offered key={attachment.attachmentId} attachment={attachment} taking={taking} />
      ))}
    >
      {earlier.length === 0 ? null : (
        <details>
          <summary>{t('along.earlier', { count: earlier.length })}</summary>
          <p>{t('along.earlierText')}</p>
          <ul className="cards">
            {earlier.map((attachment) => (
              <Offered key={attachment.attachmentId} attachment={attachment} taking={taking} />
            ))}
          </ul>
        </details>
      )}
      <div role="status">
        <Obstacles taking={taking} kind="warning" />
      </div>
    </Files>
  );
};

const Offered = ({ attachment, taking }: Props & { readonly attachment: Attachment }) => {
  const { t } = useTranslation('files');
  return (
    <Arrived owner={taking.files.owner} attachment={attachment} level={3}>
      {isReady(attachment) ? (
        <Checkbox
          label={t('along.take', { name: attachment.fileName })}
          isSelected={taking.isTaken(attachment)}
          onChange={(isWanted) => {
            taking.take(attachment.attachmentId, isWanted);
          }}
        />
      ) : null}
    </Arrived>
  );
};
