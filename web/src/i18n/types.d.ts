import type account from './ko/account.json';
import type agency from './ko/agency.json';
import type challenges from './ko/challenges.json';
import type common from './ko/common.json';
import type designations from './ko/designations.json';
import type evaluations from './ko/evaluations.json';
import type figures from './ko/figures.json';
import type firstUse from './ko/first-use.json';
import type home from './ko/home.json';
import type organisations from './ko/organisations.json';
import type panels from './ko/panels.json';
import type proposals from './ko/proposals.json';
import type proposing from './ko/proposing.json';
import type rounds from './ko/rounds.json';
import type screening from './ko/screening.json';
import type selection from './ko/selection.json';
import type verify from './ko/verify.json';

declare module 'i18next' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- The library merges interfaces alone.
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      account: typeof account;
      agency: typeof agency;
      challenges: typeof challenges;
      common: typeof common;
      designations: typeof designations;
      evaluations: typeof evaluations;
      figures: typeof figures;
      'first-use': typeof firstUse;
      home: typeof home;
      organisations: typeof organisations;
      panels: typeof panels;
      proposals: typeof proposals;
      proposing: typeof proposing;
      rounds: typeof rounds;
      screening: typeof screening;
      selection: typeof selection;
      verify: typeof verify;
    };
  }
}
