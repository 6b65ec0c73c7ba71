import { createMarkSecondFactor } from './mark-second-factor.ts';
import { createSecondFactorLookup } from './store/second-factor.ts';

export const handler = createMarkSecondFactor({ hasSecondFactor: createSecondFactorLookup() });
