import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { AlongsideWrite } from '../../platform/commit.ts';
import { refuse } from '../../platform/refusal.ts';
import { type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { refuseEvaluation } from '../refusals.ts';
import type { MeetingAction, PanelMeeting } from '../rules/meeting.ts';

const meetingRow = v.object({
  state: v.picklist(['OPEN', 'CLOSED']),
  roundId: v.string(),
  challengeId: v.string(),
  freshFor: v.nullable(v.string()),
  sittings: v.array(
    v.object({
      openedAt: v.string(),
      occasion: v.string(),
      closedAt: v.nullable(v.string()),
      minutes: v.nullable(v.string()),
    }),
  ),
}) satisfies v.GenericSchema<unknown, PanelMeeting>;

type OfPanel = Pick<PanelMeeting, 'challengeId' | 'freshFor'>;

const meetingKey = ({ challengeId, freshFor }: OfPanel): TableKey => ({
  pk: `PANEL#${challengeId}`,
  sk: freshFor === null ? 'MEETING' : `FRESH-MEETING#${freshFor}`,
});

/** The meetings of a challenge's panel, or of a fresh one, read consistently; null where it never met. */
export const readPanelMeeting = async (table: Table, of: OfPanel): Promise<Stored<PanelMeeting> | null> => {
  const row = await table.get(meetingKey(of));
  return row === null ? null : { ...v.parse(meetingRow, row), bookkeeping: bookkeepingOf(row) };
};

/** The change of a panel's meetings by one of their arrows. */
export const meetingChange = (
  before: Stored<PanelMeeting> | null,
  after: PanelMeeting,
  action: MeetingAction,
  reason: string,
): Change<PanelMeeting> => ({
  key: meetingKey(after),
  entity: `panel-meeting/${after.freshFor ?? after.challengeId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  exists: () => refuse('changed-meanwhile'),
});

/** Holds only while the panel meets, by the transaction itself. */
export const whilePanelMeets = ({
  roundId,
  challengeId,
  freshFor,
}: Pick<PanelMeeting, 'roundId' | 'challengeId' | 'freshFor'>): AlongsideWrite => ({
  write: {
    ConditionCheck: {
      TableName: undefined,
      Key: toAttributes(meetingKey({ challengeId, freshFor })),
      ConditionExpression: '#state = :open',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: toAttributes({ ':open': 'OPEN' }),
    },
  },
  refusal: () => refuseEvaluation('no-panel-meeting', { challengeId, roundId }),
});
