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

const roundParameters = v.strictObject({ roundId: id });

const measured = v.object({ assessment: outageAssessment, heartbeats: v.array(heartbeat) });

export const readOutages = endpoint({
  operation: 'readOutages',
  summary:
    'The heartbeats around the deadline for proposals and what they make of it, for everybody from the opening on',
  method: 'GET',
  path: '/rounds/{roundId}/outages',
  servedBy: 'rounds-api',
  access: 'public',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: noBody,
  answer: measured,
});

export const readMeasuredOutages = endpoint({
  operation: 'readMeasuredOutages',
  summary:
    'The same before the opening, as far as it is measured, for those of the agency who decide upon it',
  method: 'GET',
  path: '/rounds/{roundId}/preparation/outages',
  servedBy: 'rounds-api',
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: noBody,
  answer: measured,
});
