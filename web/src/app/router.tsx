import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { agencyRoutes } from './agency-routes.ts';
import { FailurePage, NotFoundPage } from './failure-page.tsx';
import { root, type RouterContext } from './root-route.tsx';

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../home/home-page.tsx'), 'HomePage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  path: '/signed-in',
  component: lazyRouteComponent(() => import('../session/signed-in-page.tsx'), 'SignedInPage'),
});

const signedInAgain = createRoute({
  getParentRoute: () => root,
  path: '/signed-in-again',
  component: lazyRouteComponent(() => import('../session/signed-in-again-page.tsx'), 'SignedInAgainPage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('../account/account-page.tsx'), 'AccountPage'),
});

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/account/second-factor',
  component: lazyRouteComponent(() => import('../account/second-factor-page.tsx'), 'SecondFactorPage'),
});

const ownNotices = createRoute({
  getParentRoute: () => root,
  path: '/notices',
  component: lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage'),
});

const rounds = createRoute({
  getParentRoute: () => root,
  path: '/rounds',
  component: lazyRouteComponent(() => import('../rounds/rounds-page.tsx'), 'RoundsPage'),
});

const round = createRoute({
  getParentRoute: () => root,
  path: '/rounds/$roundId',
  component: lazyRouteComponent(() => import('../rounds/round-page.tsx'), 'RoundPage'),
});

const results = createRoute({
  getParentRoute: () => root,
  path: '/rounds/$roundId/results',
  component: lazyRouteComponent(() => import('../rounds/results-page.tsx'), 'ResultsPage'),
});

const figures = createRoute({
  getParentRoute: () => root,
  path: '/rounds/$roundId/figures',
  component: lazyRouteComponent(() => import('../figures/figures-page.tsx'), 'FiguresPage'),
});

const verdicts = createRoute({
  getParentRoute: () => root,
  path: '/rounds/$roundId/verdicts',
  component: lazyRouteComponent(() => import('../first-use/verdicts-page.tsx'), 'VerdictsPage'),
});

const evidence = createRoute({
  getParentRoute: () => root,
  path: '/rounds/$roundId/evidence',
  component: lazyRouteComponent(() => import('../rounds/evidence-page.tsx'), 'EvidencePage'),
});

const publishedProposal = createRoute({
  getParentRoute: () => root,
  path: '/proposals/$proposalId/publication',
  component: lazyRouteComponent(() => import('../proposals/published-page.tsx'), 'PublishedPage'),
});

const ownRecovery = createRoute({
  getParentRoute: () => root,
  path: '/organisations/recovery/$recoveryId',
  component: lazyRouteComponent(() => import('../organisations/own-recovery-page.tsx'), 'OwnRecoveryPage'),
});

const lessons = createRoute({
  getParentRoute: () => root,
  path: '/rounds/$roundId/lessons',
  component: lazyRouteComponent(() => import('../lessons/lessons-page.tsx'), 'LessonsPage'),
});

const designations = createRoute({
  getParentRoute: () => root,
  path: '/designations',
  component: lazyRouteComponent(() => import('../designations/designations-page.tsx'), 'DesignationsPage'),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(() => import('../verify/verify-page.tsx'), 'VerifyPage'),
});

const challenges = createRoute({
  getParentRoute: () => root,
  path: '/challenges',
  component: lazyRouteComponent(() => import('../challenges/challenges-page.tsx'), 'ChallengesPage'),
});

const challenge = createRoute({
  getParentRoute: () => root,
  path: '/challenges/$challengeId',
  component: lazyRouteComponent(() => import('../challenges/challenge-page.tsx'), 'ChallengePage'),
});

const proposals = createRoute({
  getParentRoute: () => root,
  path: '/proposals',
  component: lazyRouteComponent(() => import('../proposals/proposals-page.tsx'), 'ProposalsPage'),
});

const proposal = createRoute({
  getParentRoute: () => root,
  path: '/proposals/$proposalId',
  component: lazyRouteComponent(() => import('../proposals/proposal-page.tsx'), 'ProposalPage'),
});

const result = createRoute({
  getParentRoute: () => root,
  path: '/proposals/$proposalId/result',
  component: lazyRouteComponent(() => import('../result/result-page.tsx'), 'ResultPage'),
});

const evaluations = createRoute({
  getParentRoute: () => root,
  path: '/evaluations',
  component: lazyRouteComponent(() => import('../evaluations/evaluations-page.tsx'), 'EvaluationsPage'),
});

const evaluation = createRoute({
  getParentRoute: () => root,
  path: '/evaluations/$proposalId',
  component: lazyRouteComponent(() => import('../evaluations/scoring-page.tsx'), 'ScoringPage'),
});

const proposing = createRoute({
  getParentRoute: () => root,
  path: '/proposing',
  component: lazyRouteComponent(() => import('../proposing/proposing-page.tsx'), 'ProposingPage'),
});

const newChallenge = createRoute({
  getParentRoute: () => root,
  path: '/proposing/new/$roundId',
  component: lazyRouteComponent(() => import('../proposing/new-challenge-page.tsx'), 'NewChallengePage'),
});

const proposedChallenge = createRoute({
  getParentRoute: () => root,
  path: '/proposing/$challengeId',
  component: lazyRouteComponent(() => import('../proposing/challenge-page.tsx'), 'ProposedChallengePage'),
});

const supplierPurchase = createRoute({
  getParentRoute: () => root,
  path: '/purchases/$purchaseId',
  component: lazyRouteComponent(() => import('../purchases/supplier-page.tsx'), 'SupplierPurchasePage'),
});

const invitations = createRoute({
  getParentRoute: () => root,
  path: '/invitations',
  component: lazyRouteComponent(() => import('../proposals/invitations-page.tsx'), 'InvitationsPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitations/$proposalId/$organisationId',
  component: lazyRouteComponent(() => import('../proposals/invitation-page.tsx'), 'InvitationPage'),
});

const newOrganisation = createRoute({
  getParentRoute: () => root,
  path: '/organisations/new',
  component: lazyRouteComponent(
    () => import('../organisations/new-organisation-page.tsx'),
    'NewOrganisationPage',
  ),
});

const recovery = createRoute({
  getParentRoute: () => root,
  path: '/organisations/recovery',
  component: lazyRouteComponent(() => import('../organisations/recovery-page.tsx'), 'RecoveryPage'),
});

const organisation = createRoute({
  getParentRoute: () => root,
  path: '/organisations/$organisationId',
  component: lazyRouteComponent(() => import('../organisations/organisation-page.tsx'), 'OrganisationPage'),
});

const join = createRoute({
  getParentRoute: () => root,
  path: '/organisations/$organisationId/join',
  component: lazyRouteComponent(() => import('../organisations/join-page.tsx'), 'JoinPage'),
});

const purchase = createRoute({
  getParentRoute: () => root,
  path: '/proposing/purchases/$purchaseId',
  component: lazyRouteComponent(() => import('../proposing/purchase-page.tsx'), 'PurchasePage'),
});

const routeTree = root.addChildren([
  home,
  signedIn,
  signedInAgain,
  account,
  secondFactor,
  ownNotices,
  rounds,
  round,
  results,
  figures,
  verdicts,
  lessons,
  evidence,
  publishedProposal,
  ownRecovery,
  designations,
  verify,
  challenges,
  challenge,
  proposals,
  proposal,
  result,
  evaluations,
  evaluation,
  proposing,
  newChallenge,
  proposedChallenge,
  supplierPurchase,
  ...agencyRoutes,
  invitations,
  invitation,
  newOrganisation,
  recovery,
  organisation,
  join,
  purchase,
]);

/** Every address of the portal; each page's code is loaded when it is first gone to. */
export const createPortalRouter = (context: RouterContext) =>
  createRouter({
    routeTree,
    context,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: FailurePage,
    defaultNotFoundComponent: NotFoundPage,
  });

declare module '@tanstack/react-router' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- The library merges interfaces alone.
  interface Register {
    router: ReturnType<typeof createPortalRouter>;
  }
}
