import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../acts/act-button.tsx';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { Banner } from '../../design/banner.tsx';
import { InstantText } from '../../design/instant.tsx';
import { phaseOf } from '../../rounds/phase.ts';
import { useAgent } from '../agent.ts';
import { type FreshPanel, freshPanelsQuery, type Preparation } from '../queries.ts';
import { useChallengeTitles } from '../use-challenge-titles.ts';
import { Meetings } from './meetings.tsx';
import { Seats } from './seats.tsx';

/** The panels that evaluate a proposal again after an upheld objection; nothing where none does. */
export const FreshPanels = ({ round }: { round: Preparation }) => {
  const { data: panels } = useSuspenseQuery(freshPanelsQuery(useApi(), round.roundId));
  return panels.map((panel) => <FreshPanelOf key={panel.proposalId} panel={panel} round={round} />);
};

type Props = { readonly panel: FreshPanel; readonly round: Preparation };

const FreshPanelOf = ({ panel, round }: Props) => {
  const { t } = useTranslation('panels');
  const titleOf = useChallengeTitles(round.roundId);
  const { challengeId, proposalId, seats, reserve, deadline, isOver, relieved } = panel;
  const { size, quorum } = round.policy.panel;
  const isBeforeEnd = serverNow() < Date.parse(deadline);
  const standings = (standing: string) => seats.filter((seat) => seat.standing === standing).length;
  return (
    <section className="card" aria-labelledby={`fresh-${proposalId}`}>
      <h3 id={`fresh-${proposalId}`}>{t('fresh', { challenge: titleOf(challengeId) })}</h3>
      <p>
        <Link
          to="/agency/rounds/$roundId/proposals/$proposalId"
          params={{ roundId: round.roundId, proposalId }}
        >
          {t('freshFor')}
        </Link>
      </p>
      <p>
        {t(isOver ? 'freshEnded' : 'freshUntil')} <InstantText at={deadline} />
      </p>
      <p aria-live="polite">
        {t('standing', {
          clear: standings('CLEAR'),
          awaited: standings('ASSIGNED'),
          quorum,
          reserve: reserve.length,
        })}
      </p>
      <p>{t('progress', { locked: panel.lockedScorecards, count: panel.activeMembers })}</p>
      {relieved.length === 0 ? null : <p>{t('relieved', { count: relieved.length })}</p>}
      {panel.activeMembers + reserve.length < quorum ? (
        <Banner kind="warning" text={t('outOfReach')} />
      ) : (
        <Renewal panel={panel} round={round} />
      )}
      <Seats seats={seats} size={size} />
      <Meetings
        challengeId={challengeId}
        freshFor={proposalId}
        mayOpen={round.policy.panelMeetings && isBeforeEnd && ['NOTICE', 'PURCHASE'].includes(phaseOf(round))}
      />
    </section>
  );
};

/** What is to be done where a panel ended below its quorum; staff renew it. */
const Renewal = ({ panel, round }: Props) => {
  const { t } = useTranslation('panels');
  const api = useApi();
  const agent = useAgent();
  if (!panel.isRenewable) return null;
  const { quorum } = round.policy.panel;
  const days = Math.ceil(round.policy.objectionDecisionInSeconds / 86_400);
  return (
    <>
      <Banner kind="warning" text={t('belowQuorum', { locked: panel.lockedScorecards, quorum })} />
      {agent.may('staff') ? (
        <ActButton
          label={t('renew')}
          title={t('renew')}
          input="renew"
          write={(_, key) =>
            dataOf(
              api.POST('/proposals/{proposalId}/fresh-panel/renewal', {
                params: { path: { proposalId: panel.proposalId }, header: writeHeaders(key, panel.version) },
              }),
            )
          }
          refreshes={[freshPanelsQuery(api, round.roundId).queryKey]}
        >
          <p>{t('renewConsequence', { reserve: panel.reserve.length, count: days })}</p>
        </ActButton>
      ) : null}
    </>
  );
};
