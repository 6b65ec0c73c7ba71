import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { acknowledge, withoutTls } from './acknowledge.ts';

/** Keeps for two weeks what could not be delivered or done, so that a person looks at it. */
export const createDeadLetterQueue = (scope: Construct, id: string, settings: Settings): Queue => {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: settings.enforcesTls,
    retentionPeriod: Duration.days(14),
    removalPolicy: settings.removalPolicy,
  });
  acknowledge(queue, {
    'AwsSolutions-SQS3': 'This is a dead-letter queue itself.',
    ...(settings.enforcesTls ? {} : { 'AwsSolutions-SQS4': withoutTls }),
  });
  return queue;
};
