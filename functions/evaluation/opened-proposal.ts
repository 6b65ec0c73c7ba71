import type { Stored } from '../platform/change.ts';
import { type Account, actAs } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Role } from '../platform/roles.ts';
import type { Table } from '../platform/table.ts';
import { isInTheRunning, type Proposal } from '../proposals/rules.ts';
import { readProposal, readRoundOf } from '../proposals/store.ts';
import { isOpened, type Phase, type Round } from '../rounds/rules.ts';
import { type Panel, type ReadingRight, scoringPhases } from './rules.ts';
import { readFreshPanel } from './store/panels.ts';
import { readingOf } from './store/readers.ts';

/** A proposal that the opening made readable, with its round. */
export type Opened = { readonly proposal: Stored<Proposal>; readonly round: Stored<Round> };

/** An opened proposal that somebody may read, with the right by which they do, and the panel. */
export type ReadableProposal = Opened & {
  readonly right: ReadingRight;
  readonly panel: Stored<Panel> | null;
  /** In which the panel scores it. */
  readonly phases: readonly Phase[];
  /** When its fresh panel ends; null where it has none. */
  readonly freshUntil: Instant | null;
};

/**
 * An opened proposal, whoever asks; `not-found` before the opening, by as many reads as for one that is not there, and
 * for what was not submitted by then.
 */
export const readOpened = async (table: Table, proposalId: string): Promise<Opened | Refusal> => {
  const proposal = await readProposal(table, proposalId);
  const round = await readRoundOf(table, proposal);
  const isReadable = proposal !== null && isInTheRunning(proposal) && round !== null && isOpened(round);
  return isReadable ? { proposal, round } : refuse('not-found');
};

/**
 * An opened proposal for those who hold one of these roles for its supplier; before the opening there is nothing to
 * answer. `phases` are those in which its panel scores.
 */
export const readForSupplier = async (
  table: Table,
  account: Account,
  proposalId: string,
  roles: readonly Role[] = ['signatory'],
) => {
  const opened = await readOpened(table, proposalId);
  if (isRefusal(opened)) return opened;
  const actor = actAs(account, roles, opened.proposal.supplierId);
  if (isRefusal(actor)) return actor;
  const fresh = await readFreshPanel(table, opened.proposal);
  return { ...opened, actor, phases: scoringPhases(fresh !== null) };
};

/** An opened proposal, if `account` may read it: staff and auditors without a conflict, clear members of its panel. */
export const readAsReader = async (
  table: Table,
  account: Account,
  proposalId: string,
): Promise<ReadableProposal | Refusal> => {
  const opened = await readOpened(table, proposalId);
  if (isRefusal(opened)) return opened;
  const reading = await readingOf(table, account, opened.proposal);
  if (isRefusal(reading)) return reading;
  const { right, panel, freshUntil } = reading;
  return { ...opened, right, panel, phases: scoringPhases(freshUntil !== null), freshUntil };
};

/** Refuses whoever may not read how a proposal was screened: its supplier and its readers may. */
export const checkMayReadScreening = async (
  table: Table,
  account: Account,
  { proposal }: Opened,
): Promise<Refusal | null> => {
  if (!isRefusal(actAs(account, ['author', 'signatory'], proposal.supplierId))) return null;
  const readable = await readAsReader(table, account, proposal.proposalId);
  return isRefusal(readable) ? readable : null;
};
