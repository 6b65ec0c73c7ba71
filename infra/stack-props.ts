import { CliCredentialsStackSynthesizer, type IStackSynthesizer, type StackProps } from 'aws-cdk-lib';
import type { Settings } from './settings.ts';

/** What every stack of the app is told. */
export const stackProps = (settings: Settings, description: string): StackProps => ({
  description: `first-buyer: ${description}`,
  env: { account: settings.account, region: settings.region },
  terminationProtection: settings.isProtected,
  tags: { application: 'first-buyer' },
  ...(settings.place === 'local' ? { synthesizer: ownCredentials() } : {}),
});

/** Publishes with the deployer's own credentials: the emulator enforces IAM, and has no bootstrapped roles. */
const ownCredentials = (): IStackSynthesizer => {
  const synthesizer: object = new CliCredentialsStackSynthesizer();
  // The class is one, but says so less exactly than our compiler reads.
  const isSynthesizer = (value: object): value is IStackSynthesizer => 'synthesize' in value;
  if (!isSynthesizer(synthesizer)) throw new TypeError('The CDK changed its synthesizers');
  return synthesizer;
};
