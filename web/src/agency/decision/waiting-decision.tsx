import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { type Api, dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { number, won } from '../../i18n/formats.ts';
import { useAgent } from '../agent.ts';
import { type Decision, recommendationQuery } from '../queries.ts';
import { ofRound } from '../board/send-transition.ts';

type Approval = { readonly isRevision: boolean; readonly sheetSha256: string };

const approve = (api: Api, roundId: string, { isRevision, sheetSha256 }: Approval, key: string) => {
  const request = { params: { path: { roundId }, header: writeHeaders(key) }, body: { sheetSha256 } };
  return dataOf(
    isRevision
      ? api.POST('/rounds/{roundId}/decision/revision/approval', request)
      : api.POST('/rounds/{roundId}/decision/approval', request),
  );
};

/** A recommended decision, or its revision, in figures, with the hash of what is approved. */
export const WaitingDecision = ({ roundId, decision }: { roundId: string; decision: Decision }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const agent = useAgent();
  const { data: records } = useSuspenseQuery(recommendationQuery(api, roundId));
  const { list, budgetInWon, committedInWon } = records.list;
  const countOf = (outcome: string): string => number(list.filter((row) => row.outcome === outcome).length);
  const isRevision = decision.revisionSha256 !== null;
  const sheetSha256 = decision.revisionSha256 ?? decision.sheetSha256;
  return (
    <>
      <Facts
        rows={[
          [t('decision.funded'), countOf('FUNDED')],
          [t('decision.reserve'), countOf('RESERVE')],
          [t('decision.rejected'), countOf('REJECTED')],
          [
            t('decision.committed'),
            t('decision.ofBudget', { amount: won(committedInWon), budget: won(budgetInWon) }),
          ],
          [t('prepared.at'), <InstantText key="at" at={decision.recommendedAt} />],
          [t('decision.before'), isRevision ? <code key="old">{decision.sheetSha256}</code> : null],
          [t('decision.sheet'), <code key="sheet">{sheetSha256}</code>],
        ]}
      />
      {isRevision ? <p>{t('decision.revisionText')}</p> : null}
      <p>
        <Link to="/agency/rounds/$roundId/decision" params={{ roundId }}>
          {t('decision.look')}
        </Link>
      </p>
      {agent.may('approver') ? (
        <div className="actions">
          <ActButton
            label={isRevision ? t('decision.approveRevision') : t('decision.approve')}
            title={isRevision ? t('decision.approveRevision') : t('decision.approve')}
            input={{ isRevision, sheetSha256 }}
            write={(approval: Approval, key) => approve(api, roundId, approval, key)}
            refreshes={ofRound(roundId)}
          >
            <p>{t('decision.consequence')}</p>
            <p>
              <code>{sheetSha256}</code>
            </p>
          </ActButton>
        </div>
      ) : (
        <p className="hint">{t('prepared.another')}</p>
      )}
    </>
  );
};
