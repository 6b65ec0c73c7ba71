import { useTranslation } from 'react-i18next';
import { type Assessment, type Heartbeat, isGood } from './queries.ts';
import './heartbeat-strip.css';

type Props = { readonly assessment: Assessment; readonly heartbeats: readonly Heartbeat[] };

const width = 1000;
const height = 40;

/** The time around the deadline with each heartbeat in it, the outages behind them; the tables say the same. */
export const HeartbeatStrip = ({ assessment, heartbeats }: Props) => {
  const { t } = useTranslation('outages');
  const { deadline, outages, window } = assessment;
  const begin = Date.parse(window.from);
  const end = Math.max(Date.parse(window.to), Date.parse(deadline));
  const placeOf = (instant: string): number =>
    (width * (Date.parse(instant) - begin)) / Math.max(1, end - begin);
  return (
    <figure className="heartbeats">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {outages.map(({ beganAt, recoveredAt }) => (
          <rect
            key={beganAt}
            className="heartbeats-outage"
            x={placeOf(beganAt)}
            width={Math.max(0, placeOf(recoveredAt ?? window.to) - placeOf(beganAt))}
            height={height}
          />
        ))}
        {heartbeats.map((heartbeat) => (
          <line
            key={heartbeat.sentAt}
            className={isGood(heartbeat) ? 'heartbeats-good' : 'heartbeats-bad'}
            x1={placeOf(heartbeat.sentAt)}
            x2={placeOf(heartbeat.sentAt)}
            y1={isGood(heartbeat) ? height / 2 : 0}
            y2={height}
          />
        ))}
        <line
          className="heartbeats-deadline"
          x1={placeOf(deadline)}
          x2={placeOf(deadline)}
          y1={0}
          y2={height}
        />
      </svg>
      <figcaption>
        <ul className="side-by-side">
          <li>
            <span className="heartbeats-mark heartbeats-mark-good" aria-hidden="true" /> {t('legend.good')}
          </li>
          <li>
            <span className="heartbeats-mark heartbeats-mark-bad" aria-hidden="true" /> {t('legend.bad')}
          </li>
          <li>
            <span className="heartbeats-mark heartbeats-mark-outage" aria-hidden="true" />{' '}
            {t('legend.outage')}
          </li>
          <li>
            <span className="heartbeats-mark heartbeats-mark-deadline" aria-hidden="true" />{' '}
            {t('legend.deadline')}
          </li>
        </ul>
      </figcaption>
    </figure>
  );
};
