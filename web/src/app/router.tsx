import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { Api } from '../api/client.ts';
import { NotFoundPage, FailurePage } from './failure-page.tsx';
import { Shell } from './shell.tsx';

export type RouterContext = { readonly api: Api; readonly queries: QueryClient };

const root = createRootRouteWithContext<RouterContext>()({
  component: Shell,
  errorComponent: FailurePage,
  notFoundComponent: NotFoundPage,
});

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

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('../account/account-page.tsx'), 'AccountPage'),
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

const agency = createRoute({
  getParentRoute: () => root,
  path: '/agency',
  component: lazyRouteComponent(() => import('../agency/rounds-page.tsx'), 'AgencyRoundsPage'),
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/agency/inbox',
  component: lazyRouteComponent(() => import('../agency/inbox/inbox-page.tsx'), 'InboxPage'),
});

const organisations = createRoute({
  getParentRoute: () => root,
  path: '/agency/organisations',
  component: lazyRouteComponent(
    () => import('../agency/organisations/organisations-page.tsx'),
    'OrganisationsPage',
  ),
});

const board = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId',
  component: lazyRouteComponent(() => import('../agency/board/board-page.tsx'), 'BoardPage'),
});

const selection = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/challenges',
  component: lazyRouteComponent(() => import('../agency/selection/selection-page.tsx'), 'SelectionPage'),
});

const decision = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/decision',
  component: lazyRouteComponent(() => import('../agency/decision/decision-page.tsx'), 'DecisionPage'),
});

const screening = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/proposals',
  component: lazyRouteComponent(() => import('../agency/screening/screening-page.tsx'), 'ScreeningPage'),
});

const openedProposal = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/proposals/$proposalId',
  component: lazyRouteComponent(
    () => import('../agency/screening/opened-proposal-page.tsx'),
    'OpenedProposalPage',
  ),
});

const panels = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/panels',
  component: lazyRouteComponent(() => import('../agency/panels/panels-page.tsx'), 'PanelsPage'),
});

const purchases = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/purchases',
  component: lazyRouteComponent(() => import('../agency/purchases/purchases-page.tsx'), 'PurchasesPage'),
});

const agencyPurchase = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/purchases/$purchaseId',
  component: lazyRouteComponent(() => import('../agency/purchases/purchase-page.tsx'), 'AgencyPurchasePage'),
});

const agencyDesignations = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/designations',
  component: lazyRouteComponent(
    () => import('../agency/designations/designations-page.tsx'),
    'AgencyDesignationsPage',
  ),
});

const notices = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/notices',
  component: lazyRouteComponent(() => import('../agency/notices/notices-page.tsx'), 'NoticesPage'),
});

const conflicts = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/conflicts',
  component: lazyRouteComponent(() => import('../agency/conflicts/conflicts-page.tsx'), 'ConflictsPage'),
});

const ledger = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/ledger',
  component: lazyRouteComponent(() => import('../agency/audit/ledger-page.tsx'), 'LedgerPage'),
});

const agencyLedger = createRoute({
  getParentRoute: () => root,
  path: '/agency/ledger',
  component: lazyRouteComponent(() => import('../agency/audit/ledger-page.tsx'), 'AgencyLedgerPage'),
});

const refusals = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/refusals',
  component: lazyRouteComponent(() => import('../agency/audit/refusals-page.tsx'), 'RefusalsPage'),
});

const outages = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/outages',
  component: lazyRouteComponent(() => import('../agency/outages/outages-page.tsx'), 'OutagesPage'),
});

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/agency/calendar',
  component: lazyRouteComponent(() => import('../agency/calendar/calendar-page.tsx'), 'CalendarPage'),
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
  account,
  ownNotices,
  rounds,
  round,
  results,
  figures,
  verdicts,
  lessons,
  designations,
  verify,
  challenges,
  challenge,
  proposals,
  proposal,
  result,
  evaluations,
  evaluation,
  agency,
  inbox,
  organisations,
  board,
  selection,
  decision,
  screening,
  openedProposal,
  panels,
  conflicts,
  ledger,
  agencyLedger,
  refusals,
  calendar,
  purchases,
  agencyPurchase,
  agencyDesignations,
  notices,
  outages,
  proposing,
  newChallenge,
  proposedChallenge,
  supplierPurchase,
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
