import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id } from '../../platform/schemas.ts';
import { panelView } from './draw.ts';

const servedBy = 'objections-api';

/** The panel that evaluates one proposal again, by pseudonyms, and how far it is; without any score. */
export const freshPanelView = v.object({
  ...panelView.entries,
  proposalId: id,
  /** Until when it scores, exclusive. */
  deadline: v.string(),
  /** Who left it without a locked scorecard when it was renewed. */
  relieved: v.array(id),
  lockedScorecards: v.number(),
  activeMembers: v.number(),
  /** True once nobody has anything left to do, or its time is up. */
  isOver: v.boolean(),
  /** True once it is over below its quorum, while its proposal still awaits a result. */
  isRenewable: v.boolean(),
});

export const listFreshPanels = endpoint({
  operation: 'listFreshPanels',
  summary:
    'The panels of a round that evaluate a proposal again after an upheld objection, for staff and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/fresh-panels',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(freshPanelView) }),
});

export const renewFreshPanel = endpoint({
  operation: 'renewFreshPanel',
  summary:
    'Renew a fresh panel that ended below its quorum: the next of the drawn order replace whoever locked nothing, with as much time again',
  method: 'POST',
  path: '/proposals/{proposalId}/fresh-panel/renewal',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ proposalId: id }),
  query: noQuery,
  body: noBody,
  answer: freshPanelView,
});
