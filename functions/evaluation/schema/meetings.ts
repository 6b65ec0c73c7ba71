import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id, text } from '../../platform/schemas.ts';
import { scorecardView, scoresSchema } from './scorecards.ts';

const servedBy = 'evaluation-api';
const ofChallenge = v.strictObject({ challengeId: id });
/** Names the proposal whose fresh panel meets after an upheld objection; without it the challenge's first panel does. */
const whichPanel = v.strictObject({ freshFor: v.optional(id) });

/** The meetings of a challenge's panel, the last one last. */
export const panelMeetingView = v.object({
  challengeId: id,
  freshFor: v.nullable(id),
  roundId: id,
  state: v.picklist(['NONE', 'OPEN', 'CLOSED']),
  sittings: v.array(
    v.object({
      openedAt: v.string(),
      occasion: v.string(),
      closedAt: v.nullable(v.string()),
      minutes: v.nullable(v.string()),
    }),
  ),
  version: v.number(),
});

export const readPanelMeeting = endpoint({
  operation: 'readPanelMeeting',
  summary: 'The meetings of a challenge’s panel, for its members, staff and auditors',
  method: 'GET',
  path: '/challenges/{challengeId}/panel/meeting',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofChallenge,
  query: whichPanel,
  body: noBody,
  answer: panelMeetingView,
});

export const openPanelMeeting = endpoint({
  operation: 'openPanelMeeting',
  summary: 'Open a meeting of the panel, in which its members may revise what they locked',
  method: 'POST',
  path: '/challenges/{challengeId}/panel/meeting',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofChallenge,
  query: whichPanel,
  body: v.strictObject({ occasion: text(2000) }),
  answer: panelMeetingView,
});

export const closePanelMeeting = endpoint({
  operation: 'closePanelMeeting',
  summary: 'Close the panel’s meeting with its minutes',
  method: 'POST',
  path: '/challenges/{challengeId}/panel/meeting/closing',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofChallenge,
  query: whichPanel,
  body: v.strictObject({ minutes: text(5000) }),
  answer: panelMeetingView,
});

export const reviseInMeeting = endpoint({
  operation: 'reviseInMeeting',
  summary: 'Revise the caller’s locked scorecard in an open meeting of the panel, with a reason',
  method: 'POST',
  path: '/proposals/{proposalId}/scorecard/revision',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ proposalId: id }),
  query: noQuery,
  body: v.strictObject({ ...scoresSchema.entries, reason: text(2000) }),
  answer: scorecardView,
});
