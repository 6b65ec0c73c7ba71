import { randomUUID } from 'node:crypto';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { assembleCast, type Member, type Stage } from '../../infra/local/replay/cast.ts';
import { memberOf } from '../../infra/local/replay/challenges.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { openRound } from '../../infra/local/replay/open-round.ts';
import { organisationsOf } from '../../infra/local/replay/round.ts';
import { sharedStack } from './stack.ts';
import { runOf, stageOf } from './stage.ts';

const challengeKey = 'drone-mountain-rescue';

type OpenCallOptions = {
  readonly concurrency?: number;
  readonly holdInSeconds?: number;
  /** Who runs the round; the people of the agency that all suites share unless told otherwise. */
  readonly agency?: Stage['agency'];
};

/** A call for proposals that is open for `openForSeconds`, with two rival suppliers and one challenge. */
export const openCall = async (
  name: string,
  openForSeconds: number,
  { concurrency = 4, holdInSeconds = 3600, agency }: OpenCallOptions = {},
) => {
  const stack = sharedStack();
  const run = runOf(name);
  const shared = stageOf(run, concurrency);
  const stage = agency === undefined ? shared : { ...shared, agency };
  const dataset = excerptOf(loadDataset(), [challengeKey], { perChallenge: 2, evaluators: 1 });
  const cast = await assembleCast(stage, organisationsOf(dataset));
  const { roundId, challengeIds, closesAt } = await openRound(stage, {
    name: { ko: run, en: run },
    cast,
    challenges: dataset.challenges,
    drawSecret: `the secret of ${run}`,
    openForSeconds,
    policy: {
      holdInSeconds,
      questionsEndBeforeInSeconds: Math.min(Math.floor(openForSeconds / 2), 7 * 24 * 3600),
    },
  });
  const [proposal, rivalProposal] = dataset.proposals;
  if (proposal === undefined || rivalProposal === undefined) throw new Error('The excerpt has two proposals');
  const supplier: Member = memberOf(cast, proposal.supplierKey);
  const rival: Member = memberOf(cast, rivalProposal.supplierKey);
  const [evaluator] = dataset.evaluators;
  if (evaluator === undefined) throw new Error('The excerpt has an evaluator');
  return {
    stack,
    stage,
    roundId,
    closesAt,
    challengeId: challengeIds.get(challengeKey) ?? '',
    supplier,
    rival,
    evaluator: memberOf(cast, evaluator.key),
    buyer: memberOf(cast, dataset.challenges[0]?.proposerKey ?? ''),
    proposal,
    rivalProposal,
  };
};

/** Asks the API as plainly as `curl` would, to see what it answers to requests that no client of ours sends. */
export const ask = async (
  path: string,
  {
    method = 'GET',
    token,
    headers = {},
    body,
  }: { method?: string; token?: string; headers?: Record<string, string>; body?: string } = {},
) => {
  const response = await fetch(`${sharedStack().apiUrl}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, type: response.headers.get('content-type') ?? '', body: parsed };
};
