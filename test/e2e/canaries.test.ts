import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import pMap from 'p-map';
import * as v from 'valibot';
import { downloadAttachment } from '../../functions/attachments/schema.ts';
import type { Endpoint } from '../../functions/platform/endpoint.ts';
import { listKeptDrafts } from '../../functions/proposals/schema.ts';
import { operations } from '../../functions/public/operations.ts';
import { type CanaryPlace, formsOf, type Needle, plantCanaries, type Planted } from '../support/canaries.ts';
import { openCall } from '../support/open-call.ts';
import { readRows, readRules, readWatchedPlaces, type WatchedPlace } from '../support/watched-places.ts';

const readings: readonly Endpoint[] = operations
  .map(({ endpoint }) => endpoint)
  .filter(({ method }) => method === 'GET');

/** The fields that are encrypted with the round's key, and so stand nowhere in the table. */
const sealedPlaces: readonly CanaryPlace[] = [
  'title in Korean',
  'title in English',
  'summary in Korean',
  'summary in English',
  'solution',
  'price',
  'partner share',
  'secret field',
  'secret file',
  'earlier save',
  'conflicting save',
  'unsubmitted save',
];

/** Requests at once: few enough to be answered all. */
const concurrency = 6;

type Call = Awaited<ReturnType<typeof openCall>>;
type Reader = { readonly name: string; readonly token: string | null };

/** Why somebody else than the supplier may read a word before the opening; whatever is not here is a leak. */
const mayRead = (reader: Reader, { operation }: Endpoint, { name }: Needle): boolean => {
  // A question is for those who answer it; who asked is told to nobody.
  if (name === 'question')
    return operation === 'listOpenQuestions' && ['buyer', 'staff', 'colleague'].includes(reader.name);
  // An asked organisation decides by the title and its own share.
  return (
    reader.name === 'partner' &&
    ['title in Korean', 'title in English', 'partner share', 'proposal'].includes(name)
  );
};

const readersOf = (
  { stage: { agency }, rival, buyer, evaluator }: Call,
  { partner }: Planted,
): readonly Reader[] => [
  { name: 'nobody', token: null },
  ...Object.entries({
    rival: rival.person,
    partner: partner.person,
    buyer: buyer.person,
    evaluator: evaluator.person,
    staff: agency.staff,
    colleague: agency.colleague,
    approver: agency.approver,
    deputy: agency.deputy,
    auditor: agency.auditor,
  }).map(([name, { token }]) => ({ name, token })),
];

describe('words that a supplier alone may read before the opening', () => {
  const since = Date.now();
  let call: Call;
  let planted: Planted;

  const addressOf = ({ operation, path }: Endpoint): string => {
    const parameters: Readonly<Record<string, string>> = {
      ...planted.parameters,
      // The one organisation that was asked to take part; elsewhere it is the supplier.
      ...(operation === 'readInvitation' ? { organisationId: planted.partner.organisationId } : {}),
    };
    return path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => parameters[name] ?? randomUUID());
  };

  /** The answer as it came over the wire, its headers too. */
  const read = async (address: string, { token }: Reader): Promise<string> => {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const answer = await fetch(`${call.stack.apiUrl}${address}`, { headers });
      // The gateway's own «too many» shows nothing to anybody.
      if (answer.status !== 429 && answer.status < 500)
        return `${JSON.stringify([...answer.headers])}\n${await answer.text()}`;
      await wait(100);
    }
    throw new Error(`No answer from ${address}`);
  };

  const standsIn = (text: string, { word }: Needle): boolean =>
    formsOf(word).some((form) => text.includes(form));

  const everyNeedle = (): readonly Needle[] => [...planted.canaries, ...planted.traces];

  const searchAnswers = async () => {
    const cells = readersOf(call, planted).flatMap((reader) =>
      readings.map((endpoint) => ({ reader, endpoint })),
    );
    const hits = await pMap(
      cells,
      async ({ reader, endpoint }) => {
        const address = addressOf(endpoint);
        const text = await read(address, reader);
        return (
          everyNeedle()
            .filter((needle) => standsIn(text, needle) && !mayRead(reader, endpoint, needle))
            // A refusal may name the address that was asked for, which the asker had already.
            .filter(({ word }) => !address.includes(word))
            .map(({ name }) => `${endpoint.operation} shows ${reader.name} the ${name}`)
        );
      },
      { concurrency },
    );
    return { searched: cells.length, hits: hits.flat() };
  };

  const searchPlaces = async (): Promise<{
    places: readonly WatchedPlace[];
    hits: readonly string[];
  }> => {
    const insiders = [call.supplier.person.email, planted.partner.person.email];
    const places = await readWatchedPlaces(call.stack, since, insiders);
    const hits = places.flatMap(({ name, text }) =>
      everyNeedle()
        .filter((needle) => standsIn(text, needle))
        .map((needle) => `${name} has the ${needle.name}`),
    );
    return { places, hits };
  };

  const searchEverywhere = async (when: string): Promise<readonly WatchedPlace[]> => {
    const answers = await searchAnswers();
    const { places, hits } = await searchPlaces();
    console.log(
      `R2, ${when}: ${everyNeedle().length} words and ids searched for in ${answers.searched} answers and ${places.length} places: ` +
        `${answers.hits.length + hits.length} hits`,
    );
    expect(answers.hits).toEqual([]);
    expect(hits).toEqual([]);
    expect(answers.searched).toBe(readings.length * 10);
    return places;
  };

  beforeAll(async () => {
    call = await openCall(`canaries-${randomUUID().slice(0, 8)}`, 60);
    planted = await plantCanaries(call);
  }, 120_000);

  it('are found by the same search where the supplier itself looks', async () => {
    const owner = { name: 'supplier', token: call.supplier.person.token };
    const { rows } = await call.supplier.api.must(listKeptDrafts, { parameters: planted.parameters });
    const link = await read(addressOf(downloadAttachment), owner);
    const { url } = v.parse(downloadAttachment.answer, JSON.parse(link.split('\n')[1] ?? ''));
    const addresses = [
      ...readings.map((endpoint) => addressOf(endpoint)),
      ...rows.map(({ keptId }) => `/proposals/${planted.parameters.proposalId}/kept-drafts/${keptId}`),
    ];
    const answers = await pMap(addresses, (address) => read(address, owner), { concurrency });
    const text = [...answers, await fetch(url).then((answer) => answer.text())].join('\n');
    const missed = everyNeedle().filter((needle) => !standsIn(text, needle));
    // What was said on leaving stands in the table alone, and the removed file in no list: see the next search.
    expect(missed.map(({ name }) => name)).toEqual(['refused file name', 'withdrawal']);
  });

  it('lie under seal in the table, but for what a file is called, a question and a reason', async () => {
    const rows = await readRows(call.stack);
    const inClear = planted.canaries.filter((needle) => standsIn(rows, needle)).map(({ name }) => name);
    expect(inClear).toEqual(['file name', 'refused file name', 'withdrawal', 'question']);
    expect(inClear.filter((name) => sealedPlaces.some((place) => place === name))).toEqual([]);
  });

  it('stand in no answer, log, metric, event, queue, execution, schedule, record or mail (R2)', async () => {
    const places = await searchEverywhere('while the call is open');
    // The places are those where something would stand.
    const text = (part: string) =>
      places.flatMap((place) => (place.name.includes(part) ? place.text : [])).join('\n');
    expect(text('verifyattachment')).not.toBe('');
    // A line for each file would count the proposals.
    expect(text('verifyattachment')).not.toContain('"outcome"');
    expect(text('execution ')).toContain(call.roundId);
    expect(text('schedules')).toContain(call.roundId);
    expect(text('mail to')).toContain(call.rival.person.email);
  }, 120_000);

  it('stand nowhere after the deadline either, until the opening', async () => {
    await wait(Math.max(0, Date.parse(call.closesAt) - Date.now()) + 1000);
    await searchEverywhere('after the deadline');
  }, 120_000);

  it('are told by the store to its verifier alone', async () => {
    const rules = (await readRules()).filter(({ EventPattern = '' }) => EventPattern.includes('aws.s3'));
    expect(rules.flatMap(({ Targets }) => Targets.map(({ Arn }) => Arn))).toEqual([
      expect.stringContaining('verifyattachment'),
    ]);
  });
});
