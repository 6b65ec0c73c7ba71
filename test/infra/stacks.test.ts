import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from '@jest/globals';
import { type Assembly, noticeSender, portalOrigin, synthesise } from './assembly.ts';
import { checkData } from './checks/data.ts';
import { checkNotices } from './checks/notices.ts';
import { checkPlaces } from './checks/places.ts';
import { checkPortal } from './checks/portal.ts';
import { checkRights } from './checks/rights.ts';
import { checkRoutes } from './checks/routes.ts';
import { checkWorkflow } from './checks/workflow.ts';

let production: Assembly;
let local: Assembly;

// Each place is synthesised once for all checks, which therefore belong to this one suite.
beforeAll(async () => {
  [production, local] = await Promise.all([
    synthesise({ portalOrigin, noticeSender, alarmEmail: 'operators@example.org' }),
    synthesise({ place: 'local' }),
  ]);
}, 300_000);

afterAll(() => {
  for (const { directory } of [production, local]) rmSync(directory, { recursive: true });
});

const places = { production: () => production, local: () => local, all: () => [production, local] };

checkData(places);
checkRoutes(places);
checkRights(places);
checkWorkflow(places);
checkNotices(places);
checkPlaces(places);
checkPortal(places);
