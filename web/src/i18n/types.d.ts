import type account from './ko/account.json';
import type agency from './ko/agency.json';
import type audit from './ko/audit.json';
import type calendar from './ko/calendar.json';
import type challenges from './ko/challenges.json';
import type clarifications from './ko/clarifications.json';
import type common from './ko/common.json';
import type conflicts from './ko/conflicts.json';
import type designations from './ko/designations.json';
import type evaluations from './ko/evaluations.json';
import type figures from './ko/figures.json';
import type files from './ko/files.json';
import type firstUse from './ko/first-use.json';
import type home from './ko/home.json';
import type lessons from './ko/lessons.json';
import type notices from './ko/notices.json';
import type organisations from './ko/organisations.json';
import type outages from './ko/outages.json';
import type panels from './ko/panels.json';
import type plan from './ko/plan.json';
import type proposals from './ko/proposals.json';
import type proposing from './ko/proposing.json';
import type purchases from './ko/purchases.json';
import type questions from './ko/questions.json';
import type refusals from './ko/refusals.json';
import type result from './ko/result.json';
import type roundNotices from './ko/round-notices.json';
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
      audit: typeof audit;
      calendar: typeof calendar;
      challenges: typeof challenges;
      clarifications: typeof clarifications;
      common: typeof common;
      conflicts: typeof conflicts;
      designations: typeof designations;
      evaluations: typeof evaluations;
      figures: typeof figures;
      files: typeof files;
      'first-use': typeof firstUse;
      home: typeof home;
      lessons: typeof lessons;
      notices: typeof notices;
      organisations: typeof organisations;
      outages: typeof outages;
      panels: typeof panels;
      plan: typeof plan;
      proposals: typeof proposals;
      proposing: typeof proposing;
      purchases: typeof purchases;
      questions: typeof questions;
      refusals: typeof refusals;
      result: typeof result;
      'round-notices': typeof roundNotices;
      rounds: typeof rounds;
      screening: typeof screening;
      selection: typeof selection;
      verify: typeof verify;
    };
  }
}
