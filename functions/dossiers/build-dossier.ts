import * as v from 'valibot';
import type { Challenge } from '../challenges/rules.ts';
import { readChallenge } from '../challenges/store.ts';
import type { Records } from '../decisions/store.ts';
import { listEvaluators } from '../evaluation/store.ts';
import {
  byPath,
  lastCheckpoint,
  type LedgerSigner,
  manifestNotePath,
  manifestPath,
  signManifest,
} from '../ledger/store.ts';
import { type ArchiveFile, archiveOf } from '../platform/archive.ts';
import { type Stored, fieldsOf } from '../platform/change.ts';
import type { Clock } from '../platform/clock.ts';
import { commit } from '../platform/commit.ts';
import { sha256Hex } from '../platform/digest.ts';
import { answer } from '../platform/http.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Table } from '../platform/table.ts';
import { listProposalsOfChallenge } from '../proposals/store.ts';
import { isOpened } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import type { Part } from './dossier-content.ts';
import { gatherAgencyEntries } from './gather-agency.ts';
import { gatherChallenge, gatherConflicts, gatherPanels } from './gather-challenge.ts';
import { gatherLedger } from './gather-ledger.ts';
import { gatherProposal } from './gather-proposals.ts';
import { gatherRefusals } from './gather-refusals.ts';
import { gatherConsequences, gatherDecision, gatherNotices } from './gather-result.ts';
import { building, type DossierRequest } from './rules.ts';
import { dossierChange, readDossierRequest } from './store.ts';
import type { Archives } from './store/archives.ts';

export type BuildDependencies = {
  readonly table: Table;
  readonly records: Records;
  readonly sealer: Sealer;
  readonly signer: LedgerSigner;
  readonly keyId: string;
  readonly archives: Archives;
  readonly clock: Clock;
};

const eventSchema = v.object({ dossierId: v.pipe(v.string(), v.uuid()) });

/**
 * Makes the archive of a dossier that was asked for, once: from what is recorded now, with the ledger up to its last
 * checkpoint. Doubled or repeated, the first that is written counts. Throws where something is not there yet, such as
 * the first checkpoint after the opening: whoever called tries again.
 */
export const createBuildDossier =
  (deps: BuildDependencies) =>
  async (event: unknown): Promise<void> => {
    const { dossierId } = v.parse(eventSchema, event);
    const dossier = await readDossierRequest(deps.table, dossierId);
    if (dossier?.state !== 'REQUESTED') return;
    const challenge = await readChallenge(deps.table, dossier.challengeId);
    if (challenge === null) throw new Error(`The dossier ${dossierId} is of no challenge`);
    const archive = await deps.archives.write(dossier, await archiveOfChallenge(deps, challenge, dossier));
    const at = deps.clock();
    const step = building(fieldsOf(dossier), archive, at);
    if (isRefusal(step)) throw new Error(`The dossier ${dossierId} cannot be built: ${step.code}`);
    await commit(deps.table, {
      at,
      actor: { kind: 'system', task: 'build-dossier' },
      changes: [dossierChange(dossier, step.after, step.action)],
      idempotency: null,
      answer: () => answer(200, null),
    });
  };

/**
 * The archive of all that is recorded of a challenge: the same state makes the same bytes. Where it does not tell
 * evaluators, it names them by pseudonym alone, and what would open who they are stays closed.
 */
export const archiveOfChallenge = async (
  deps: BuildDependencies,
  challenge: Stored<Challenge>,
  { tellsEvaluators }: Pick<DossierRequest, 'tellsEvaluators'>,
): Promise<ReadableStream<Uint8Array>> => {
  const { table, signer, keyId, archives } = deps;
  const { challengeId, roundId } = challenge;
  const log = `round/${roundId}` as const;
  const [round, checkpoint] = await Promise.all([readRound(table, roundId), lastCheckpoint(table, log)]);
  if (round === null || !isOpened(round)) throw new Error(`The round ${roundId} is not open`);
  if (checkpoint?.opening !== null) throw new Error(`The log ${log} has no open checkpoint yet`);
  const proposals = await listProposalsOfChallenge(table, challengeId);
  const proposalIds = proposals.map(({ proposalId }) => proposalId);
  const unnamed = new Set(
    tellsEvaluators ? [] : (await listEvaluators(table, roundId)).map(({ accountId }) => accountId),
  );
  const parts: Part[] = [
    await gatherChallenge(table, challenge, round),
    await gatherConflicts(table, challenge),
    await gatherPanels(deps, challenge, tellsEvaluators),
    await gatherDecision(deps, challenge),
    await gatherConsequences(deps, challenge, proposalIds),
    await gatherNotices(deps, challenge, { proposalIds, tellsEvaluators }),
    await gatherRefusals(table, challenge, proposalIds, unnamed),
  ];
  // One after another: each holds the contents of a whole proposal.
  for (const proposal of proposals)
    parts.push(await gatherProposal({ ...deps, sign: signer.sign, checkpoint }, proposal));
  const ledger = await gatherLedger(
    { table, log, checkpoint, keyId, publicKey: await signer.publicKey() },
    parts.flatMap(({ entities }) => entities),
    unnamed,
  );
  const ofAgency = await gatherAgencyEntries(table, proposalIds, unnamed);

  const files = [
    ...parts.flatMap(({ texts }) => texts).map(([path, text]) => textFile(path, text)),
    ...[...ledger, ...ofAgency].map(([path, text]) => textFile(path, text)),
    ...parts
      .flatMap(({ documents = [] }) => documents)
      .map(({ path, document }) => ({
        path,
        sizeInBytes: document.sizeInBytes,
        sha256: document.sha256,
        read: () => archives.read(document),
      })),
  ].sort(byPath);
  const { manifest, note } = await signManifest(signer, {
    log,
    challengeId,
    at: checkpoint.at,
    files: files.map(({ path, sizeInBytes, sha256 }) => ({ path, sizeInBytes, sha256 })),
  });
  return archiveOf([textFile(manifestPath, manifest), textFile(manifestNotePath, note), ...files]);
};

const textFile = (path: string, text: string): ArchiveFile & { readonly sha256: string } => {
  const bytes = new TextEncoder().encode(text);
  return { path, sizeInBytes: bytes.length, sha256: sha256Hex(bytes), read: () => bytes };
};
