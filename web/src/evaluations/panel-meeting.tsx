import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readKept } from '../acts/kept.ts';
import { dataOf, writeHeaders } from '../api/client.ts';
import { useApi } from '../app/services.tsx';
import { Banner } from '../design/banner.tsx';
import { Button } from '../design/button.tsx';
import { panelMeetingQuery, type Scorecard, type Scoring } from './queries.ts';
import { type RevisedScores, Revision } from './revision.tsx';

type Props = {
  readonly challengeId: string;
  readonly proposalId: string;
  /** The proposal's id where this panel evaluates it afresh. */
  readonly freshFor: string | null;
  readonly card: Scorecard;
  readonly scoring: Scoring;
};

/** While the panel meets: what it talks about, and the way to revise one's own locked scorecard. */
export const PanelMeeting = ({ challengeId, proposalId, freshFor, card, scoring }: Props) => {
  const { t } = useTranslation('evaluations');
  const api = useApi();
  const { data: meeting } = useSuspenseQuery(panelMeetingQuery(api, challengeId, freshFor));
  const place = `meeting-revision.${proposalId}`;
  // What was begun goes on.
  const [isRevising, setRevising] = useState(() => readKept(place) !== null);
  const last = meeting.sittings.at(-1);
  if (meeting.state !== 'OPEN' || last === undefined) return null;
  const isRevised = card.state === 'REVISED';
  const revise = (
    { body, version }: { readonly body: RevisedScores; readonly version: number },
    key: string,
  ) =>
    dataOf(
      api.POST('/proposals/{proposalId}/scorecard/revision', {
        params: { path: { proposalId }, header: writeHeaders(key, version) },
        body,
      }),
    );
  return (
    <>
      <Banner kind="information" title={t('meeting.title')} text={last.occasion}>
        <p>{t(isRevised ? 'meeting.revised' : 'meeting.text')}</p>
        {isRevised ? null : (
          <div className="actions">
            <Button
              onPress={() => {
                setRevising((before) => !before);
              }}
            >
              {isRevising ? t('outlier.leave') : t('outlier.revise')}
            </Button>
          </div>
        )}
      </Banner>
      {isRevising && !isRevised ? (
        <Revision place={place} card={card} scoring={scoring} write={revise} />
      ) : null}
    </>
  );
};
