import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AlarmsStack } from './alarms-stack.ts';
import { ApiStack } from './api-stack.ts';
import { build } from './build.ts';
import { DataStack } from './data-stack.ts';
import { LedgerStack } from './ledger-stack.ts';
import { NoticesStack } from './notices-stack.ts';
import { OutagesStack } from './outages-stack.ts';
import { PortalStack } from './portal-stack.ts';
import { RoundsStack } from './rounds-stack.ts';
import { settingsOf, UnclearSetting } from './settings.ts';

/** Builds the functions and writes the stacks' templates, once cdk-nag finds nothing unexplained in them. */
const synthesise = async (): Promise<void> => {
  const app = new App({
    analyticsReporting: false,
    context: { '@aws-cdk/aws-iam:minimizePolicies': true },
  });
  const settings = settingsOf((name) => app.node.tryGetContext(name), {
    account: process.env['CDK_DEFAULT_ACCOUNT'],
    region: process.env['CDK_DEFAULT_REGION'],
    endpoint: process.env['AWS_ENDPOINT_URL'],
  });
  const built = await build(settings.buildDirectory, settings.signInUrl);

  const data = new DataStack(app, 'FirstBuyerData', { settings, build: built });
  const rounds = new RoundsStack(app, 'FirstBuyerRounds', { settings, build: built, data });
  const api = new ApiStack(app, 'FirstBuyerApi', { settings, build: built, data, rounds });
  const ledger = new LedgerStack(app, 'FirstBuyerLedger', { settings, build: built, data, rounds });
  const notices = new NoticesStack(app, 'FirstBuyerNotices', { settings, build: built, data, rounds });
  const outages = new OutagesStack(app, 'FirstBuyerOutages', { settings, build: built, data, rounds, api });
  // On this machine a server of its own does the same (local/portal.ts).
  if (settings.place === 'production') new PortalStack(app, 'FirstBuyerPortal', { settings, data, api });
  if (settings.hasAlarms)
    new AlarmsStack(app, 'FirstBuyerAlarms', { settings, data, rounds, api, ledger, notices, outages });

  Validations.of(app).addPlugins(
    // What is acknowledged, and why, stands in the templates for whoever audits what was deployed.
    new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }),
  );
  app.synth();
};

try {
  await synthesise();
} catch (error) {
  if (!(error instanceof UnclearSetting)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
