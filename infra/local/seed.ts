import { createAgency, userPoolOf } from './agency.ts';
import { loadDataset } from './dataset/dataset.ts';
import type { Dataset, RegisteredOrganisation } from './dataset/types.ts';
import { assembleCast, type Member, type Stage } from './replay/cast.ts';
import { memberOf } from './replay/challenges.ts';
import { excerptOf } from './replay/excerpt.ts';
import { openRound } from './replay/open-round.ts';
import { silentProgress } from './replay/progress.ts';
import { organisationsOf, playRound } from './replay/round.ts';
import { createTempo } from './replay/tempo.ts';
import type { SeededAccount } from './seeded-account.ts';
import type { LocalStack } from './stack.ts';

/** What a fresh start gives a newcomer to look at and to try. */
export type Seed = {
  readonly accounts: readonly SeededAccount[];
  readonly openRoundId: string;
  /** Plays a small round to its end, which takes longer than anybody wants to wait; answers its id. */
  readonly playFinishedRound: () => Promise<string>;
};

/** The secret behind the draw of the open round, for who plays staff in it. */
export const openRoundDrawSecret = 'open-round-draw-secret';

const finishedChallenges = ['drone-mountain-rescue', 'commander-glasses'] as const;
const day = 24 * 3600;

/** Founds the agency, signs people up and opens a round. People, bodies and firms are those of the data set. */
export const seed = async (stack: LocalStack): Promise<Seed> => {
  const stage: Stage = {
    apiUrl: stack.apiUrl,
    pool: userPoolOf(stack),
    agency: await createAgency(stack),
    run: 'seed',
    progress: silentProgress,
    concurrency: 4,
  };
  const dataset = loadDataset();
  const small = excerptOf(dataset, finishedChallenges, { perChallenge: 2, evaluators: 9 });
  const cast = await assembleCast(stage, organisationsOf(small));
  const buyerKey = small.publicBodies[0]?.key ?? '';
  const others = dataset.challenges.filter(
    ({ selected, key }) => selected && !small.challenges.some((one) => one.key === key),
  );
  const { roundId } = await openRound(stage, {
    name: { ko: '체험 회차', en: 'A round to try' },
    cast,
    challenges: others
      .slice(0, 3)
      .map((challenge) => ({ ...challenge, proposerKey: buyerKey, coProposerKeys: [] })),
    drawSecret: openRoundDrawSecret,
    openForSeconds: 14 * day,
    policy: {},
  });
  return {
    accounts: [...accountsOfCast(small, cast), ...accountsOfAgency(stage.agency)],
    openRoundId: roundId,
    playFinishedRound: async () => {
      const played = await playRound(stage, small, {
        name: { ko: '시범 회차', en: 'A small round to look at' },
        policy: {
          holdInSeconds: 1,
          standstillInSeconds: 1,
          standstillGraceInSeconds: 0,
          inspectionInSeconds: 14 * day,
          trialInSeconds: 0,
          verdictCommentInSeconds: 0,
        },
        tempo: createTempo(3, 4),
        cast,
        inHurry: true,
      });
      return played.roundId;
    },
  };
};

/** Two rivals, a buyer and an evaluator of the small round. */
const accountsOfCast = (
  { suppliers, publicBodies, evaluators, institutes }: Dataset,
  cast: ReadonlyMap<string, Member>,
): readonly SeededAccount[] => {
  const account = (
    name: string,
    role: SeededAccount['role'],
    key: string | undefined,
    organisation: RegisteredOrganisation | undefined,
  ): SeededAccount => {
    if (key === undefined || organisation === undefined) throw new Error(`The small round has no ${name}`);
    const { email, password, authenticator } = memberOf(cast, key).person;
    return { name, role, organisation: organisation.name.en, email, password, authenticator };
  };
  const [supplier, rival] = suppliers;
  const [evaluator] = evaluators;
  const institute = institutes.find(({ key }) => key === evaluator?.instituteKey);
  return [
    account('supplier', 'supplier', supplier?.key, supplier),
    account('rival', 'supplier', rival?.key, rival),
    account('buyer', 'buyer', publicBodies[0]?.key, publicBodies[0]),
    account('evaluator', 'evaluator', evaluator?.key, institute),
  ];
};

const accountsOfAgency = (agency: Stage['agency']): readonly SeededAccount[] =>
  (
    [
      ['staff', 'staff', agency.staff],
      ['colleague', 'staff', agency.colleague],
      ['approver', 'approver', agency.approver],
      ['deputy', 'approver', agency.deputy],
      ['auditor', 'auditor', agency.auditor],
    ] as const
  ).map(([name, role, { email, password, authenticator }]) => ({
    name,
    role,
    organisation: 'Innovation Procurement Agency',
    email,
    password,
    authenticator,
  }));
