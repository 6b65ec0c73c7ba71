import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from './root-route.tsx';

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

const rules = createRoute({
  getParentRoute: () => root,
  path: '/agency/rounds/$roundId/rules',
  component: lazyRouteComponent(() => import('../agency/rules/rules-page.tsx'), 'RulesPage'),
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

/** The rooms of the agency's people. */
export const agencyRoutes = [
  agency,
  inbox,
  organisations,
  board,
  rules,
  selection,
  decision,
  screening,
  openedProposal,
  panels,
  purchases,
  agencyPurchase,
  agencyDesignations,
  notices,
  conflicts,
  ledger,
  agencyLedger,
  refusals,
  outages,
  calendar,
] as const;
