import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { MalwareScanner } from '../rules.ts';

/** How long to wait: for a sign of life, and for the whole answer. */
export type ClamdPatience = { readonly idleInMilliseconds: number; readonly wholeInMilliseconds: number };

/** Less than the verifier's own time limit, so that it can still say what went wrong. */
const patience: ClamdPatience = { idleInMilliseconds: 60_000, wholeInMilliseconds: 240_000 };

/** Pieces of a stream; clamd reads them one by one. */
const chunkInBytes = 64 * 1024;
const longestAnswer = 4096;

/**
 * ClamAV's daemon by its own protocol (clamd(8), `INSTREAM`): at `tcp://host:port`, `tls://host:port` or
 * `unix:/path`. Throws at once for another address, and at each scan for anything but a plain answer. The daemon's
 * `StreamMaxLength`, `MaxFileSize` and `MaxScanSize` must allow the largest file: it answers with an error, not with
 * «clean», where the first does not.
 */
export const createClamd = (
  address: string,
  { idleInMilliseconds, wholeInMilliseconds } = patience,
): MalwareScanner => {
  const open = opener(address);
  const ask = (command: string, file: Uint8Array | null): Promise<string> =>
    conversation(open, command, file, { idleInMilliseconds, wholeInMilliseconds });
  return async (file) => {
    const [engine, answer] = await Promise.all([ask('VERSION', null), ask('INSTREAM', file)]);
    if (engine === '' || engine.endsWith('ERROR')) throw new Error(`clamd tells no version: ${engine}`);
    if (answer === 'stream: OK') return { result: 'clean', engine, signature: null };
    const signature = /^stream: (.+) FOUND$/u.exec(answer)?.[1];
    if (signature === undefined) throw new Error(`clamd did not scan the file: ${answer}`);
    return { result: 'infected', engine, signature };
  };
};

const opener = (address: string): (() => Socket) => {
  const url = URL.parse(address);
  const port = Number(url?.port);
  if (url?.protocol === 'unix:' && url.pathname !== '') return () => connect({ path: url.pathname });
  if (url === null || url.hostname === '' || !(port > 0))
    throw new Error(
      `The address of clamd is none of tcp://host:port, tls://host:port, unix:/path: ${address}`,
    );
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  if (url.protocol === 'tcp:') return () => connect({ host, port });
  if (url.protocol === 'tls:') return () => connectSecurely({ host, port, servername: host });
  throw new Error(`clamd speaks tcp, tls or unix, not ${url.protocol}`);
};

/** One command on a connection of its own, and the line that it answers. */
const conversation = (
  open: () => Socket,
  command: string,
  file: Uint8Array | null,
  { idleInMilliseconds, wholeInMilliseconds }: ClamdPatience,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = open();
    let answer = '';
    const settle = (act: () => void): void => {
      clearTimeout(limit);
      socket.destroy();
      act();
    };
    const fail = (error: Error): void => {
      settle(() => {
        reject(error);
      });
    };
    const limit = setTimeout(() => {
      fail(new Error('clamd takes too long'));
    }, wholeInMilliseconds);
    socket.setTimeout(idleInMilliseconds, () => {
      fail(new Error('clamd gives no sign of life'));
    });
    // An engine that refuses a stream half way answers and closes: what it said tells more than the broken pipe.
    socket.on('error', (error) => {
      if (answer === '') fail(error);
    });
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString('utf8');
      if (answer.length > longestAnswer) fail(new Error('clamd says too much'));
    });
    socket.on('close', () => {
      const [line = '', rest] = answer.split('\0');
      settle(() => {
        if (rest === undefined) reject(new Error('clamd broke off'));
        else resolve(line);
      });
    });
    // The daemon closes after its answer; writing waits for its reading.
    void sendAll(socket, `z${command}\0`, file).catch(fail);
  });

const sendAll = async (socket: Socket, command: string, file: Uint8Array | null): Promise<void> => {
  await send(socket, Buffer.from(command));
  if (file === null) return;
  for (let at = 0; at < file.length; at += chunkInBytes) {
    const chunk = file.subarray(at, at + chunkInBytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    await send(socket, length);
    await send(socket, chunk);
  }
  await send(socket, Buffer.alloc(4));
};

/** Ends when the bytes are handed on, or when nobody takes them any more. */
const send = (socket: Socket, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else
      socket.write(bytes, () => {
        resolve();
      });
  });
