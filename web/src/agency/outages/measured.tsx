import { useTranslation } from 'react-i18next';
import { DataTable } from '../../design/data-table.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { number } from '../../i18n/formats.ts';
import type { Round } from '../../rounds/queries.ts';
import { duration } from './duration.ts';
import { HeartbeatStrip } from './heartbeat-strip.tsx';
import { HeartbeatTable } from './heartbeat-table.tsx';
import type { Assessment, Outages } from './queries.ts';

type OfRound = { readonly round: Pick<Round, 'movedDeadlines' | 'policy'> };
type Props = OfRound & { readonly measured: Outages };

/** What was measured around a deadline for proposals, and the rule that it is held against. */
export const Measured = ({ round, measured: { assessment, heartbeats } }: Props) => {
  const { t } = useTranslation('outages');
  return (
    <>
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
const Rule = ({ round }: OfRound) => {
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
const MovedBefore = ({ round: { movedDeadlines } }: OfRound) => {
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
