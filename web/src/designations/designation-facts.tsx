import { useTranslation } from 'react-i18next';
import { Facts } from '../design/facts.tsx';
import { InstantText } from '../design/instant.tsx';
import { day } from '../i18n/formats.ts';
import { type Designation, type DesignationFile, isInForce } from './queries.ts';

/** Since when and until when a solution is designated; a cancelled one was not so until its last day. */
export const useTerm = ({ activeUntil, designatedAt, state }: Designation) => {
  const { t } = useTranslation('designations');
  return [
    [t('since'), designatedAt === null ? null : day(designatedAt)],
    [
      state === 'EXPIRED' ? t('expiredAt') : t('until'),
      activeUntil === null || state === 'CANCELLED' ? null : <InstantText key="until" at={activeUntil} />,
    ],
  ] as const;
};

/** What led to a designation: the inspection on site, and what the committee resolved. */
export const DesignationGrounds = ({
  file,
}: {
  file: Pick<DesignationFile, 'inspection' | 'resolution'>;
}) => {
  const { t } = useTranslation('designations');
  return (
    <Facts
      rows={[
        [t('file.inspectedOn'), file.inspection === null ? null : day(file.inspection.inspectedOn)],
        [
          t('file.findings'),
          file.inspection === null ? null : (
            <span key="findings" className="prose">
              {file.inspection.findings}
            </span>
          ),
        ],
        [
          t('file.resolution'),
          file.resolution === null ? null : (
            <span key="resolution" className="prose">
              {file.resolution}
            </span>
          ),
        ],
      ]}
    />
  );
};

/** What reviews after a failed first use found; nothing without one. */
export const ReviewRecord = ({ file }: { file: Pick<DesignationFile, 'reviews'> }) => {
  const { t } = useTranslation('designations');
  if (file.reviews.length === 0) return null;
  return (
    <section aria-label={t('review.record')}>
      <h4>{t('review.record')}</h4>
      {file.reviews.map(({ at, finding, result }) => (
        <Facts
          key={at}
          rows={[
            [t('review.at'), <InstantText key="at" at={at} />],
            [t('review.result'), t(`review.${result}`)],
            [
              t('review.finding'),
              <span key="finding" className="prose">
                {finding}
              </span>,
            ],
          ]}
        />
      ))}
    </section>
  );
};

/** That a designation is to be cancelled, or was: why, until when its supplier may comment, and what it said; nothing without a notice. */
export const CancellationRecord = ({ file }: { file: Pick<DesignationFile, 'cancellation' | 'state'> }) => {
  const { t } = useTranslation('designations');
  const { cancellation } = file;
  if (cancellation === null) return null;
  const none = isInForce(file) ? t('cancelling.noComment') : t('cancelling.noCommentGiven');
  return (
    <Facts
      rows={[
        [
          t('cancelling.reason'),
          <span key="reason" className="prose">
            {cancellation.reason}
          </span>,
        ],
        [t('cancelling.noticedAt'), <InstantText key="noticed" at={cancellation.noticedAt} />],
        [t('cancelling.commentUntil'), <InstantText key="until" at={cancellation.commentUntil} />],
        [
          t('cancelling.comment'),
          <span key="comment" className="prose">
            {cancellation.comment ?? none}
          </span>,
        ],
      ]}
    />
  );
};
