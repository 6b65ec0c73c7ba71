import {
  candidatesOf,
  type DrawInput,
  drawPanels,
  type DrawRecord,
  drawSeedOf,
} from '../../functions/evaluation/rules.ts';
import { sha256Hex } from '../../functions/platform/digest.ts';

/** The record that the program makes of a draw by this secret, from these nonces, this pool and these challenges. */
export const recordOf = (
  { drawSecret, drawNonces }: Pick<DrawRecord, 'drawSecret' | 'drawNonces'>,
  input: Omit<DrawInput, 'seed'>,
): DrawRecord => {
  const drawn = { seed: drawSeedOf(drawSecret, drawNonces), ...input };
  return {
    format: 'first-buyer/draw/1',
    roundId: '7',
    drawSecret,
    drawNonces: [...drawNonces].sort(),
    ...drawn,
    panels: drawPanels(drawn),
  };
};

export const smallSecret = 'the-secret-of-round-7';

/** Three panels of three from twelve evaluators of six institutes, two of whom came late, with conflicts. */
export const smallDraw = (drawSecret = smallSecret): DrawRecord =>
  recordOf(
    { drawSecret, drawNonces: ['P1', 'P2', 'P3', 'P4'].map((proposalId) => sha256Hex(proposalId)) },
    {
      size: 3,
      maximumOfOneOrganisation: 1,
      candidates: candidatesOf(
        Array.from({ length: 12 }, (_, at) => ({
          evaluatorId: `E${String(at).padStart(2, '0')}`,
          organisationId: `O${at % 6}`,
          listedWithCall: at < 10,
        })),
      ),
      challenges: [
        { challengeId: 'C2', conflicted: ['E00', 'E06'] },
        { challengeId: 'C3', conflicted: [] },
        { challengeId: 'C1', conflicted: ['E05'] },
      ],
    },
  );

/** The round as everybody reads it, as far as the draw is concerned. */
export const smallCall = (drawSecretSha256: string | null = sha256Hex(smallSecret)) => ({
  roundId: '7',
  phase: 'EVALUATION',
  drawSecretSha256,
});
