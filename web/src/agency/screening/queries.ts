import type { components, paths } from '../../api/description.ts';

export type OpenedProposal = components['schemas']['OpenedProposalDetailView'];

type Decision = NonNullable<
  paths['/opened-proposals/{proposalId}/eligibility']['post']['requestBody']
>['content']['application/json'];

/** A decision on the eligibility as it is sent. */
export type EligibilityDecision = Decision;
export type EvidenceSubject = Decision['evidence'][number]['subject'];

/** What is read anew once something was decided about a proposal. */
export const ofProposal = ({ proposalId, roundId }: Pick<OpenedProposal, 'proposalId' | 'roundId'>) =>
  [
    ['evaluations', proposalId],
    ['rounds', roundId, 'opened-proposals'],
  ] as const;

/** What is read anew once a question about a proposal was put or declined. */
export const ofQuestions = ({ proposalId, roundId }: Pick<OpenedProposal, 'proposalId' | 'roundId'>) =>
  [
    ['evaluations', proposalId, 'clarifications'],
    ['rounds', roundId, 'proposed-clarifications'],
  ] as const;
