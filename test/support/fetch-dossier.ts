import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readDossier, requestDossier } from '../../functions/dossiers/schema.ts';
import { checkDossier } from '../../functions/ledger/check-dossier.ts';
import type { ApiClient } from '../../infra/local/api-client.ts';

const secondsToWait = 60;

/** Asks the running system for the dossier of a challenge and checks what it links to, by the published key. */
export const checkFetchedDossier = async (reader: ApiClient, challengeId: string, publicKey: string) => {
  const { dossierId } = await reader.must(requestDossier, {
    parameters: { challengeId },
    body: { reason: 'To see that all of it is there' },
  });
  for (let second = 0; second < secondsToWait; second += 1) {
    const { link } = await reader.must(readDossier, { parameters: { dossierId } });
    if (link !== null) return checkLink(link.url, publicKey);
    await wait(1000);
  }
  throw new Error(`No dossier after ${secondsToWait} seconds`);
};

const checkLink = async (url: string, publicKey: string) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The store answered ${response.status}`);
  const folder = await mkdtemp(join(tmpdir(), 'first-buyer-dossier-'));
  try {
    const path = join(folder, 'dossier.zip');
    await writeFile(path, Buffer.from(await response.arrayBuffer()));
    return await checkDossier('dossier.zip', path, publicKey);
  } finally {
    await rm(folder, { recursive: true });
  }
};
