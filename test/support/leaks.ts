import { type ActorName, canaryFileName, type PhaseName, phaseNames, type Scene } from './access-world.ts';
import { solutionOf } from './evaluation-world.ts';
import type { Member } from './members.ts';
import { type NarrowName, narrowNames } from './narrow-actors.ts';

/** Who asks: an actor of the matrix, by a whole role or by a narrower right. */
export type Asker = ActorName | NarrowName;

type Secret = { readonly name: string; readonly parts: readonly string[] };

const isUnopened = (phase: PhaseName): boolean =>
  phase === 'CANCELLED' || phaseNames.indexOf(phase) < phaseNames.indexOf('OPENED');
const isUnnoticed = (phase: PhaseName): boolean => phaseNames.indexOf(phase) < phaseNames.indexOf('NOTICE');

const secret = (name: string, ...parts: readonly (string | undefined)[]): readonly Secret[] =>
  parts.some((part) => part === undefined || part === '')
    ? []
    : [{ name, parts: parts.map((part) => part ?? '') }];

const contentOf = (whose: string, supplier: Member | null): readonly Secret[] => [
  ...secret(`${whose} solution`, supplier === null ? undefined : solutionOf(supplier)),
  ...secret(`${whose} account`, supplier?.accountId),
];

/** Who looks after the round, and reads what was opened. */
const readers: readonly ActorName[] = ['evaluator', 'staff', 'approver', 'auditor'];
const knowOrganisations: readonly ActorName[] = [
  'staff',
  'staffWithoutFactor',
  'approver',
  'auditor',
  'agencyAdministrator',
];

/**
 * What an answer to `asker` must not contain in a phase (DOMAIN.md, invariant 2 and «Who acts»; QUALITY, R10): until
 * the opening anything of a proposal to anyone else; after it the unpublished content and file of one supplier to
 * another, to the buyer, to strangers and to evaluators of another challenge, until the notice even that it is there;
 * and to all but auditors, which evaluator scores under which pseudonym.
 */
export const secretsFrom = (
  asker: Asker,
  phase: PhaseName,
  scene: Scene,
  path: string,
): readonly Secret[] => {
  const { parameters, actors, pseudonyms } = scene;
  const own = contentOf('the owner’s', actors.owner);
  const file = [
    ...secret('the name of a file', canaryFileName),
    ...secret('the id of a file', parameters['attachmentId']),
  ];
  const existence = [
    ...secret('the id of a proposal', parameters['proposalId']),
    ...secret('who proposes', parameters['organisationId']),
  ];
  const { accountId: myAccountId, like } = whoIs(asker, scene);
  // A partner knows of the proposal, and what the lead tells it.
  const isPartner = asker === 'confirmedPartner';
  if (isUnopened(phase)) {
    // The agency knows the organisations; what they propose it knows no more than others.
    const isTheirs = knowOrganisations.includes(like) && !path.includes('roposal');
    if (like === 'owner') return contentOf('a rival’s', actors.rival);
    return isTheirs ? [] : [...own, ...file, ...(isPartner ? [] : existence)];
  }
  const names =
    like === 'auditor'
      ? []
      : pseudonyms
          .filter(({ accountId }) => accountId !== myAccountId)
          .flatMap(({ evaluatorId, accountId, organisationId }) => [
            ...secret('which person scores', evaluatorId, accountId),
            ...secret('whose person scores', evaluatorId, organisationId),
          ]);
  if (readers.includes(like)) return names;
  const content = like === 'owner' ? contentOf('a rival’s', actors.rival) : [...own, ...file];
  const isTold = like === 'owner' || isPartner || !isUnnoticed(phase);
  return [...names, ...content, ...(isTold ? [] : existence)];
};

const isNarrow = (asker: Asker): asker is NarrowName => narrowNames.some((name) => name === asker);

/** The account that asks, and the whole role that it is most like. */
const whoIs = (
  asker: Asker,
  { actors, narrow }: Scene,
): { readonly accountId: string | undefined; readonly like: ActorName } =>
  isNarrow(asker)
    ? { accountId: narrow[asker].accountId, like: narrow[asker].like[0] }
    : { accountId: actors[asker]?.accountId, like: asker };

/** The names of those secrets that an answer contains. */
export const containedIn = (shown: string, secrets: readonly Secret[]): readonly string[] =>
  secrets.filter(({ parts }) => parts.every((part) => shown.includes(part))).map(({ name }) => name);

/** The secrets that the asker has already: those that stand in the address that was asked for. */
export const withoutAsked = (
  secrets: readonly Secret[],
  path: string,
  parameters: Scene['parameters'],
): readonly Secret[] => {
  const isAsked = (part: string): boolean =>
    Object.entries(parameters).some(([name, value]) => value === part && path.includes(`{${name}}`));
  return secrets.filter(({ parts }) => !parts.every(isAsked));
};
