import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createTable } from '../platform/table.ts';
import { createDispatchNotices } from './dispatch-notices.ts';
import { createAddressLookup } from './store/addresses.ts';
import { createMailer } from './store/mail.ts';

const variables = readVariables('dispatch-notices');

export const handler = createDispatchNotices({
  table: createTable(variables.TABLE_NAME),
  mailer: createMailer({
    sender: variables.NOTICE_SENDER,
    configurationSet: variables.MAIL_CONFIGURATION_SET,
  }),
  addressOf: createAddressLookup(variables.USER_POOL_ID),
  clock: systemClock,
  portalOrigin: variables.PORTAL_ORIGIN,
  // The function has a minute, and the next sweep comes a minute after this one.
  budgetInSeconds: 40,
});
