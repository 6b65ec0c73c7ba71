import { describeOneEffect } from '../support/one-effect.ts';

describeOneEffect(4);
