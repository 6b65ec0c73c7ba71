import type { Link } from '../attachments/store/links.ts';
import { type DossierRequest, keptUntil } from './rules.ts';

/** A dossier as who asked for it sees it. */
export const presentDossier = (dossier: DossierRequest, keptInDays: number, link: Link | null) => ({
  dossierId: dossier.dossierId,
  roundId: dossier.roundId,
  challengeId: dossier.challengeId,
  state: dossier.state,
  requestedAt: dossier.requestedAt,
  builtAt: dossier.builtAt,
  sha256: dossier.archive?.sha256 ?? null,
  sizeInBytes: dossier.archive?.sizeInBytes ?? null,
  keptUntil: keptUntil(dossier, keptInDays),
  link,
});
