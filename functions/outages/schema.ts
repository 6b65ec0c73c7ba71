import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { id } from '../platform/schemas.ts';

const outage = v.object({ beganAt: v.string(), recoveredAt: v.nullable(v.string()) });

/** What the heartbeats over a deadline show. */
export const outageAssessment = v.object({
  deadline: v.string(),
  window: v.object({ from: v.string(), to: v.string() }),
  measuredFrom: v.nullable(v.string()),
  expected: v.number(),
  kept: v.number(),
  outages: v.array(outage),
  touching: v.array(outage),
  isBeingAssessed: v.boolean(),
  movesTo: v.nullable(v.string()),
});

/** A heartbeat with what was tried; kept as it is shown. */
export const heartbeat = v.object({
  sentAt: v.string(),
  /** Null where what a submission needs did not work. */
  answeredAt: v.nullable(v.string()),
  probes: v.array(
    v.object({
      name: v.string(),
      isGood: v.boolean(),
      tookInMilliseconds: v.number(),
      /** The name of what went wrong; null where nothing did. */
      failure: v.nullable(v.string()),
    }),
  ),
});

export const readOutages = endpoint({
  operation: 'readOutages',
  summary:
    'The heartbeats around the deadline for proposals and what they make of it: for the agency, and from the opening on for everybody',
  method: 'GET',
  path: '/rounds/{roundId}/outages',
  servedBy: 'rounds-api',
  access: 'public',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({
    assessment: outageAssessment,
    heartbeats: v.array(heartbeat),
  }),
});
