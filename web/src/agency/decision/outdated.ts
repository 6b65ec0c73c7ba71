import type { paths } from '../../api/description.ts';

type Get<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } };
}
  ? Answer
  : never;
type Sheet = Get<'/rounds/{roundId}/decision/records'>['scoreSheet'];
type Proposal = Get<'/rounds/{roundId}/opened-proposals'>['rows'][number];
type FreshPanel = Get<'/rounds/{roundId}/fresh-panels'>['rows'][number];

/**
 * Why a recommended sheet no longer has the proposals as they are: one was withdrawn since, or one became eligible of
 * which it has no scorecard, as by a reply that convinced. Null while it has them so. No notice is given of it then.
 */
export const outdatedBy = (
  sheet: {
    readonly [Part in 'proposals' | 'scorecards']: readonly Pick<Sheet[Part][number], 'proposalId'>[];
  },
  proposals: readonly Pick<Proposal, 'proposalId' | 'state'>[],
): 'withdrawn' | 'eligible' | null => {
  const listed = new Set(sheet.proposals.map(({ proposalId }) => proposalId));
  const scored = new Set(sheet.scorecards.map(({ proposalId }) => proposalId));
  const isMissing = ({ proposalId, state }: Pick<Proposal, 'proposalId' | 'state'>): boolean =>
    state === 'ELIGIBLE' && !scored.has(proposalId);
  if (proposals.some(isMissing)) return 'eligible';
  return proposals.some(
    ({ proposalId, state }) => state === 'WITHDRAWN_AFTER_OPENING' && listed.has(proposalId),
  )
    ? 'withdrawn'
    : null;
};

/**
 * The proposals that became eligible again by an upheld objection and whose fresh result is ready, but stands in no list:
 * neither in the decided one nor in one that is recommended in its place. `reopened` are those that wait for one.
 */
export const readyResults = (
  panels: readonly Pick<FreshPanel, 'proposalId' | 'isOver' | 'isRenewable'>[],
  reopened: readonly string[],
): readonly string[] =>
  panels
    .filter(({ proposalId, isOver, isRenewable }) => isOver && !isRenewable && reopened.includes(proposalId))
    .map(({ proposalId }) => proposalId);
