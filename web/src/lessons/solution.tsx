import { Link } from '@tanstack/react-router';

/** What proposals and challenges are called, by their ids. */
export type Naming = {
  readonly solution: (proposalId: string) => string;
  readonly challenge: (challengeId: string) => string;
};

/** A challenge by its title, with the way to it. */
export const ChallengeLink = ({ challengeId, naming }: { challengeId: string; naming: Naming }) => (
  <Link to="/challenges/$challengeId" params={{ challengeId }}>
    {naming.challenge(challengeId)}
  </Link>
);
