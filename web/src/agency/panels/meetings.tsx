import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dataOf, writeHeaders } from '../../api/client.ts';
import { useApi } from '../../app/services.tsx';
import { Facts } from '../../design/facts.tsx';
import { InstantText } from '../../design/instant.tsx';
import { panelMeetingQuery } from '../../evaluations/queries.ts';
import { useAgent } from '../agent.ts';
import { ReasonAct } from '../reason-act.tsx';

type Props = {
  readonly challengeId: string;
  /** The proposal that a fresh panel evaluates; left out for the first panel of a challenge. */
  readonly freshFor?: string;
  /** False where the policy has no meetings or the evaluation is over. */
  readonly mayOpen: boolean;
};

/** The meetings of a panel with their minutes; staff open one when all is locked, and close it. */
export const Meetings = ({ challengeId, freshFor, mayOpen }: Props) => {
  const { t } = useTranslation('panels');
  const api = useApi();
  const agent = useAgent();
  // Panels are many: each shows itself before its meetings have come.
  const query = panelMeetingQuery(api, challengeId, freshFor ?? null);
  const { data: meeting } = useQuery(query);
  if (meeting === undefined) return null;
  const { state, sittings, version } = meeting;
  const refreshes = [query.queryKey];
  const params = (key: string) => ({
    path: { challengeId },
    query: freshFor === undefined ? {} : { freshFor },
    header: writeHeaders(key, version),
  });
  const place = `meeting.${challengeId}.${freshFor ?? 'first'}`;
  const isStaff = agent.may('staff');
  return (
    <>
      {sittings.map((sitting, before) => (
        <Facts
          key={sitting.openedAt}
          rows={[
            [t('meeting.number', { number: before + 1 }), <InstantText key="at" at={sitting.openedAt} />],
            [
              t('meeting.occasion'),
              <span key="for" className="prose">
                {sitting.occasion}
              </span>,
            ],
            [
              t('meeting.closedAt'),
              sitting.closedAt === null ? t('meeting.open') : <InstantText key="to" at={sitting.closedAt} />,
            ],
            [
              t('meeting.minutes'),
              sitting.minutes === null ? null : (
                <span key="said" className="prose">
                  {sitting.minutes}
                </span>
              ),
            ],
          ]}
        />
      ))}
      {isStaff && state !== 'OPEN' && mayOpen ? (
        <ReasonAct
          place={`${place}.occasion`}
          label={t('meeting.openIt')}
          reasonLabel={t('meeting.occasion')}
          maxLength={2000}
          write={(occasion, key) =>
            dataOf(
              api.POST('/challenges/{challengeId}/panel/meeting', {
                params: params(key),
                body: { occasion },
              }),
            )
          }
          refreshes={refreshes}
        >
          <p>{t('meeting.openConsequence')}</p>
        </ReasonAct>
      ) : null}
      {isStaff && state === 'OPEN' ? (
        <ReasonAct
          place={`${place}.minutes`}
          label={t('meeting.close')}
          reasonLabel={t('meeting.minutes')}
          maxLength={5000}
          write={(minutes, key) =>
            dataOf(
              api.POST('/challenges/{challengeId}/panel/meeting/closing', {
                params: params(key),
                body: { minutes },
              }),
            )
          }
          refreshes={refreshes}
        >
          <p>{t('meeting.closeConsequence')}</p>
        </ReasonAct>
      ) : null}
    </>
  );
};
