import { createServer, type Server, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createClamd } from '../../../functions/attachments/store/clamd.ts';
import { eicar } from '../../support/hostile/specimen.ts';

const version = 'ClamAV 1.4.3/27800/Wed Nov 25 09:00:00 2026';
const servers: Server[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  await Promise.all(
    servers.splice(0).map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve);
        }),
    ),
  );
});

/** What the daemon says when it has read a whole stream. */
type Verdict = (stream: Buffer, socket: Socket) => string | null;

const plainVerdict: Verdict = (stream) =>
  stream.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';

/** A daemon that speaks the protocol: commands that end with a zero, counted chunks, an answer that ends with a zero. */
const serve = async (verdict: Verdict = plainVerdict, place: string | 0 = 0): Promise<string> => {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      const answer = answerTo(received, verdict, socket);
      if (answer !== null) socket.end(`${answer}\0`);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(place === 0 ? { port: 0, host: '127.0.0.1' } : { path: place }, resolve);
  });
  const address = server.address();
  return address === null || typeof address === 'string'
    ? `unix:${place}`
    : `tcp://127.0.0.1:${address.port}`;
};

const answerTo = (received: Buffer, verdict: Verdict, socket: Socket): string | null => {
  const end = received.indexOf(0);
  if (end < 0) return null;
  const command = received.subarray(0, end).toString();
  if (command === 'zVERSION') return version;
  if (command !== 'zINSTREAM') return 'UNKNOWN COMMAND';
  const chunks: Buffer[] = [];
  let at = end + 1;
  while (at + 4 <= received.length) {
    const length = received.readUInt32BE(at);
    if (length === 0) return verdict(Buffer.concat(chunks), socket);
    if (at + 4 + length > received.length) return null;
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
};

const patience = { idleInMilliseconds: 300, wholeInMilliseconds: 1500 };

describe('the engine against malicious software', () => {
  it('is asked by clamd’s own protocol, in chunks, and told what it said', async () => {
    const lengths: number[] = [];
    const scan = createClamd(
      await serve((stream, socket) => {
        lengths.push(stream.length);
        return plainVerdict(stream, socket);
      }),
      patience,
    );
    expect(await scan(Buffer.alloc(200_000, 'x'))).toEqual({
      result: 'clean',
      engine: version,
      signature: null,
    });
    expect(await scan(Buffer.alloc(0))).toMatchObject({ result: 'clean' });
    expect(await scan(Buffer.concat([Buffer.alloc(65_530, 'x'), Buffer.from(eicar)]))).toEqual({
      result: 'infected',
      engine: version,
      signature: 'Eicar-Test-Signature',
    });
    expect(lengths).toEqual([200_000, 0, 65_598]);
  });

  it('may listen at a socket of the machine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clamd-'));
    folders.push(folder);
    const scan = createClamd(await serve(plainVerdict, join(folder, 'clamd.ctl')), patience);
    expect(await scan(Buffer.from(eicar))).toMatchObject({ result: 'infected' });
  });

  it.each<[string, Verdict]>([
    ['has read less than the whole', () => 'INSTREAM size limit exceeded. ERROR'],
    ['answers nonsense', () => 'stream: MAYBE'],
    ['says nothing', () => null],
    ['breaks off', (_, socket) => (socket.destroy(), null)],
    ['never ends its answer', (_, socket) => (socket.end('stream: OK'), null)],
    ['says too much', () => 'x'.repeat(10_000)],
  ])('that %s has scanned nothing', async (_, verdict) => {
    await expect(createClamd(await serve(verdict), patience)(Buffer.from('x'))).rejects.toThrow(/clamd/u);
  });

  it('that is not there has scanned nothing', async () => {
    await expect(createClamd('tcp://127.0.0.1:1', patience)(Buffer.from('x'))).rejects.toThrow();
  });

  it.each(['', 'clamd', 'tcp://host', 'http://host:3310', 'tcp://:3310'])(
    'is refused at the start for the address «%s»',
    (address) => {
      expect(() => createClamd(address)).toThrow(/clamd/u);
    },
  );
});
