import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dataOf, writeHeaders } from '../api/client.ts';
import { isBefore } from '../api/server-clock.ts';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { InstantText } from '../design/instant.tsx';
import { TextAct } from '../proposals/text-act.tsx';
import { roundQuery } from '../rounds/queries.ts';
import { commentEnd, type FirstUse } from './queries.ts';

/** The supplier says something to a reported verdict, once, before it is published. */
export const CommentOnVerdict = ({ firstUse }: { firstUse: FirstUse }) => {
  const { t } = useTranslation('purchases');
  const api = useApi();
  const { comment, purchaseId, report, roundId, state, version } = firstUse;
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  if (report === null || comment !== null || state === 'PUBLISHED') return null;
  const commentUntil = commentEnd(report.at, round.policy.verdictCommentInSeconds);
  return (
    <Banner kind="warning" title={t('comment.title')}>
      <div>
        {isBefore(commentUntil) ? (
          <p>
            {t('comment.until')} <InstantText at={commentUntil} />
          </p>
        ) : (
          <p>{t('comment.anyTime')}</p>
        )}
        <TextAct
          place={`verdict comment ${purchaseId}`}
          label={t('comment.label')}
          text={t('comment.text')}
          write={(text, key) =>
            dataOf(
              api.POST('/purchases/{purchaseId}/verdict/comment', {
                params: { path: { purchaseId }, header: writeHeaders(key, version) },
                body: { text },
              }),
            )
          }
          refreshes={[['purchases']]}
        >
          <p>{t('comment.consequence')}</p>
        </TextAct>
      </div>
    </Banner>
  );
};
