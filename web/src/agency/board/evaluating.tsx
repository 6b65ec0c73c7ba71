import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { useAgent } from '../agent.ts';
import { evaluationStandingQuery, panelsQuery, type Preparation } from '../queries.ts';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { List, Nothing } from './blocks-list.tsx';
import { useWaitingQuestions } from './use-waiting-questions.tsx';

/** What the evaluation waits for: declarations, locked scorecards and answers, by counts alone. */
export const Evaluating = ({ round }: { round: Preparation }) =>
  useAgent().may('staff', 'auditor') ? <Awaited round={round} /> : <Nothing />;

const Awaited = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const { roundId } = round;
  const { quorum } = round.policy.panel;
  const titleOf = useChallengeTitles(roundId);
  const questions = useWaitingQuestions(round);
  const { data: panels } = useQuery(panelsQuery(api, roundId));
  const { data: standing } = useQuery(evaluationStandingQuery(api, roundId));
  if (questions === null || panels === undefined || standing === undefined) return null;
  const toPanel = (challengeId: string, text: string) => (
    <Link to="/agency/rounds/$roundId/panels" params={{ roundId }} hash={`panel-${challengeId}`}>
      {text}
    </Link>
  );
  const belowQuorum = standing.proposals.filter(({ lockedScorecards }) => lockedScorecards < quorum);
  return (
    <List>
      {[
        ...panels.map(({ challengeId, seats }) => {
          const undeclared = seats.filter(({ standing: one }) => one === 'ASSIGNED').length;
          const challenge = titleOf(challengeId);
          return (
            undeclared > 0 && (
              <li key={`undeclared ${challengeId}`}>
                {toPanel(challengeId, t('block.undeclared', { challenge, count: undeclared }))}
              </li>
            )
          );
        }),
        ...[...Map.groupBy(standing.proposals, ({ challengeId }) => challengeId)].map(
          ([challengeId, proposals]) => {
            const missing = proposals.reduce(
              (sum, { activeMembers, lockedScorecards }) => sum + activeMembers - lockedScorecards,
              0,
            );
            const challenge = titleOf(challengeId);
            return (
              missing > 0 && (
                <li key={`unlocked ${challengeId}`}>
                  {toPanel(challengeId, t('block.unlocked', { challenge, count: missing }))}
                </li>
              )
            );
          },
        ),
        belowQuorum.length > 0 && (
          <li key="quorum">
            <Link to="/agency/rounds/$roundId/panels" params={{ roundId }}>
              {t('block.belowQuorum', { count: belowQuorum.length, quorum })}
            </Link>
          </li>
        ),
        standing.unansweredOutliers > 0 && (
          <li key="outliers">
            <Link to="/agency/rounds/$roundId/panels" params={{ roundId }}>
              {t('block.outliers', { count: standing.unansweredOutliers })}
            </Link>
          </li>
        ),
        ...questions,
      ]}
    </List>
  );
};
