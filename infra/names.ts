import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

export type Names = ReturnType<typeof namesOf>;

/**
 * The few names that are given rather than made up by CloudFormation: functions and machines name each other, so
 * that one of them must be known before it is made. One deployment an account and region, therefore.
 */
export const namesOf = (scope: Construct, settings: Settings) => {
  const stack = Stack.of(scope);
  const states = (resource: 'stateMachine' | 'execution', resourceName: string): string =>
    stack.formatArn({
      service: 'states',
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  const machine = (machineName: string) => ({
    machineName,
    machineArn: states('stateMachine', machineName),
    executionArns: states('execution', `${machineName}:*`),
  });
  const scheduleGroupName = 'first-buyer';
  const deadlineReachedName = 'first-buyer-deadline-reached';
  const submitProposalName = 'first-buyer-submit-proposal';
  const buildDossierName = 'first-buyer-build-dossier';
  const mailConfigurationSet = 'first-buyer-notices';
  const mailDomain = settings.noticeSender.slice(settings.noticeSender.indexOf('@') + 1);
  return {
    round: machine('first-buyer-round'),
    purchase: machine('first-buyer-purchase'),
    deadlineReachedName,
    deadlineReachedArn: stack.formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: deadlineReachedName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
    submitProposalName,
    submitProposalArn: stack.formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: submitProposalName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
    buildDossierName,
    buildDossierArn: stack.formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: buildDossierName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
    scheduleGroupName,
    scheduleGroupArn: stack.formatArn({
      service: 'scheduler',
      resource: 'schedule-group',
      resourceName: scheduleGroupName,
    }),
    scheduleArns: stack.formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${settings.scheduleGroupOfRights}/*`,
    }),
    mailConfigurationSet,
    mailConfigurationSetArn: stack.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: mailConfigurationSet,
    }),
    mailDomain,
    mailIdentityArn: stack.formatArn({ service: 'ses', resource: 'identity', resourceName: mailDomain }),
    /** Round keys are made at run time; a tag tells them from others. */
    keyArns: stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' }),
  };
};
