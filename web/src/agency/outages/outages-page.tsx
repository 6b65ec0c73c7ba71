import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { number } from '../../i18n/formats.ts';
import { type Preparation, preparationQuery } from '../queries.ts';
import { RoundRoom } from '../room.tsx';
import { duration } from './duration.ts';
import { Finding } from './finding.tsx';
import { HeartbeatStrip } from './heartbeat-strip.tsx';
import { HeartbeatTable } from './heartbeat-table.tsx';
import { type Assessment, outagesQuery } from './queries.ts';

const route = getRouteApi('/agency/rounds/$roundId/outages');

/** Whether suppliers could submit around the deadline, what the published rule makes of it, and who approves the move. */
export const OutagesPage = () => {
  const { t } = useTranslation('outages');
  const { roundId } = route.useParams();
  return (
    <RoundRoom roundId={roundId} title={t('title')}>
      <OfRound roundId={roundId} />
    </RoundRoom>
  );
};

/** Nothing is measured over a deadline that was not set yet. */
const OfRound = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation('outages');
  const { data: round } = useSuspenseQuery(preparationQuery(useApi(), roundId));
  return round.deadlines.proposals === null ? (
    <p className="lead">{t('noDeadline')}</p>
  ) : (
    <Measured round={round} />
  );
};

const Measured = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('outages');
  const { data } = useSuspenseQuery(outagesQuery(useApi(), round.roundId));
  const { assessment, heartbeats } = data;
  return (
    <>
      <Finding round={round} assessment={assessment} />
      <h2>{t('measured')}</h2>
      <Facts
        rows={[
          [t('deadline'), <InstantText key="deadline" at={assessment.deadline} />],
          [t('from'), <InstantText key="from" at={assessment.window.from} />],
          [t('to'), <InstantText key="to" at={assessment.window.to} />],
          [
            t('measuredFrom'),
            assessment.measuredFrom === null ? t('never') : <InstantText at={assessment.measuredFrom} />,
          ],
          [
            t('good'),
            t('goodText', { kept: number(assessment.kept), expected: number(assessment.expected) }),
          ],
        ]}
      />
      <HeartbeatStrip assessment={assessment} heartbeats={heartbeats} />
      <OutageTable assessment={assessment} />
      <MovedBefore round={round} />
      <Rule round={round} />
      <h2>{t('all')}</h2>
      <HeartbeatTable heartbeats={heartbeats} />
    </>
  );
};

const OutageTable = ({ assessment: { outages, touching } }: { assessment: Assessment }) => {
  const { t } = useTranslation('outages');
  const isTouching = (beganAt: string): boolean => touching.some((one) => one.beganAt === beganAt);
  return (
    <DataTable
      caption={t('outages')}
      empty={t('noOutages')}
      rows={outages}
      keyOf={({ beganAt }) => beganAt}
      columns={[
        { title: t('began'), cell: ({ beganAt }) => <InstantText at={beganAt} /> },
        {
          title: t('recovered'),
          cell: ({ recoveredAt }) => (recoveredAt === null ? t('lasting') : <InstantText at={recoveredAt} />),
        },
        {
          title: t('lasted'),
          cell: ({ beganAt, recoveredAt }) =>
            recoveredAt === null ? '–' : duration((Date.parse(recoveredAt) - Date.parse(beganAt)) / 1000),
        },
        {
          title: t('touches'),
          cell: ({ beganAt }) => (isTouching(beganAt) ? t('yes') : t('no')),
        },
      ]}
    />
  );
};

/** What was published with the call, in this round’s figures. */
const Rule = ({ round }: { round: Preparation }) => {
  const { t } = useTranslation('outages');
  const rule = round.policy.outage;
  return (
    <section aria-labelledby="outage-rule">
      <h2 id="outage-rule">{t('rule.title')}</h2>
      <ul>
        <li>
          {t('rule.outage', {
            interval: duration(rule.heartbeatIntervalInSeconds),
            missed: number(rule.missedHeartbeats),
          })}
        </li>
        <li>
          {t('rule.extension', {
            grace: duration(rule.graceInSeconds),
            extension: duration(rule.extensionInSeconds),
          })}
        </li>
        <li>{t('rule.long', { long: duration(rule.longOutageInSeconds) })}</li>
        <li>{t('rule.approval')}</li>
      </ul>
    </section>
  );
};

/** The moves that outages have made of the deadline for proposals. */
const MovedBefore = ({ round: { movedDeadlines } }: { round: Preparation }) => {
  const { t } = useTranslation('outages');
  const moves = movedDeadlines.filter(({ basis, name }) => basis === 'outage' && name === 'proposals');
  if (moves.length === 0) return null;
  return (
    <DataTable
      caption={t('moves')}
      empty={t('noOutages')}
      rows={moves}
      keyOf={({ movedAt }) => movedAt}
      columns={[
        { title: t('movedFrom'), cell: ({ from }) => <InstantText at={from} /> },
        { title: t('movedTo'), cell: ({ to }) => <InstantText at={to} /> },
        { title: t('movedWhy'), cell: ({ reason }) => reason },
        { title: t('movedAt'), cell: ({ movedAt }) => <InstantText at={movedAt} /> },
      ]}
    />
  );
};
