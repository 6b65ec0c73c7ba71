import { Link } from '@tanstack/react-router';
import { inLanguage } from '../i18n/formats.ts';
import type { Round } from './queries.ts';

/** The name of a round, which leads back to it: what stands above the title of a page about one of its parts. */
export const RoundLink = ({
  round: { roundId, name },
}: {
  readonly round: Pick<Round, 'roundId' | 'name'>;
}) => (
  <Link to="/rounds/$roundId" params={{ roundId }}>
    {inLanguage(name)}
  </Link>
);
