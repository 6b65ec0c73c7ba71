import type { Account } from '../account/queries.ts';
import type { Notice } from './queries.ts';

type Kind = Account['memberships'][string]['kind'];

/** Where in the portal a notice leads. */
export type Place =
  | {
      readonly to: '/account' | '/evaluations' | '/invitations' | '/proposals' | '/proposing';
    }
  | {
      readonly to:
        | '/rounds/$roundId'
        | '/agency/rounds/$roundId'
        | '/agency/rounds/$roundId/decision'
        | '/agency/rounds/$roundId/designations'
        | '/agency/rounds/$roundId/panels'
        | '/agency/rounds/$roundId/proposals';
      readonly params: { readonly roundId: string };
    }
  | {
      readonly to: '/challenges/$challengeId' | '/proposing/$challengeId';
      readonly params: { readonly challengeId: string };
    }
  | {
      readonly to: '/evaluations/$proposalId' | '/proposals/$proposalId' | '/proposals/$proposalId/result';
      readonly params: { readonly proposalId: string };
    };

/** The rooms that some kinds are about, whoever reads them. */
const rooms: Readonly<
  Record<string, '/account' | '/evaluations' | '/invitations' | '/proposals' | '/proposing'>
> = {
  'membership-offered': '/account',
  'deputy-appointed': '/account',
  'claim-decided': '/account',
  'organisation-recovered': '/account',
  'scoring-ends-in-3-days': '/evaluations',
  'scoring-ends-in-24-hours': '/evaluations',
  'scoring-ends-in-1-hour': '/evaluations',
  'panel-meeting-opened': '/evaluations',
  'outlier-flagged': '/evaluations',
  'fresh-panel-seated': '/evaluations',
  'panel-stepped-in': '/evaluations',
  'consortium-invited': '/invitations',
  'consortium-ended': '/proposals',
  'result-announced': '/proposals',
  'result-revised': '/proposals',
  'deadline-in-7-days': '/proposals',
  'deadline-in-24-hours': '/proposals',
  'deadline-in-1-hour': '/proposals',
  'delivery-recorded': '/proposing',
  'inspection-due': '/proposing',
  'first-user-appointed': '/proposing',
  'report-due': '/proposing',
};

/** The parts of the agency's board that some kinds are about. */
const boards: Readonly<
  Record<
    string,
    | '/agency/rounds/$roundId/decision'
    | '/agency/rounds/$roundId/designations'
    | '/agency/rounds/$roundId/panels'
    | '/agency/rounds/$roundId/proposals'
  >
> = {
  'objection-made': '/agency/rounds/$roundId/decision',
  'objection-overdue': '/agency/rounds/$roundId/decision',
  'designation-to-review': '/agency/rounds/$roundId/designations',
  'designation-commented': '/agency/rounds/$roundId/designations',
  'quorum-lost': '/agency/rounds/$roundId/panels',
  'quorum-at-risk': '/agency/rounds/$roundId/panels',
  'fresh-quorum-missing': '/agency/rounds/$roundId/panels',
  'supplement-answered': '/agency/rounds/$roundId/proposals',
  'exclusion-replied': '/agency/rounds/$roundId/proposals',
  'clarification-proposed': '/agency/rounds/$roundId/proposals',
  'clarification-answered': '/agency/rounds/$roundId/proposals',
};

/** Where a challenge is read by whom some kinds are for. */
const challenges: Readonly<Record<string, '/challenges/$challengeId' | '/proposing/$challengeId'>> = {
  'call-corrected': '/challenges/$challengeId',
  'question-answered': '/challenges/$challengeId',
  'question-declined': '/challenges/$challengeId',
  'question-asked': '/proposing/$challengeId',
};

/** What a supplier reads beside its result. */
const results: readonly string[] = ['objection-decided', 'fresh-panel-renewed'];

/** The place that a notice is about, given as what its reader acts; null where it leads nowhere. */
export const placeOf = (notice: Notice, acts: readonly Kind[]): Place | null => {
  const { kind, roundId, challengeId, proposalId } = notice;
  const room = rooms[kind];
  if (room !== undefined) return { to: room };
  const ofChallenge = challenges[kind];
  if (ofChallenge !== undefined && challengeId !== null) return { to: ofChallenge, params: { challengeId } };
  if (acts.includes('AGENCY') && roundId !== null)
    return { to: boards[kind] ?? '/agency/rounds/$roundId', params: { roundId } };
  if (proposalId !== null && acts.includes('SUPPLIER'))
    return {
      to: results.includes(kind) ? '/proposals/$proposalId/result' : '/proposals/$proposalId',
      params: { proposalId },
    };
  if (proposalId !== null && acts.includes('INSTITUTE'))
    return { to: '/evaluations/$proposalId', params: { proposalId } };
  return roundId === null ? null : { to: '/rounds/$roundId', params: { roundId } };
};
