import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createAcceptMembership, createEndMembership } from './answer-offer.ts';
import { createAppointMember } from './appoint-member.ts';
import { createClaimOrganisation } from './claim-organisation.ts';
import { createClaimRecovery } from './claim-recovery.ts';
import { createDecideClaim } from './decide-claim.ts';
import { createDecideRecovery } from './decide-recovery.ts';
import { createInviteMember, createWithdrawMemberInvitation } from './invite-member.ts';
import { createJoinOrganisation, createReadMemberInvitation } from './join-organisation.ts';
import { createListClaims } from './list-claims.ts';
import { createListOwnClaims } from './list-own-claims.ts';
import { createReadAccount } from './read-account.ts';
import { createReadOrganisation } from './read-organisation.ts';
import { createListRecoveries, createReadRecovery } from './read-recoveries.ts';
import { createAppointDeputy, createEndDeputy } from './stand-in.ts';

const table = createTable(readVariables('organisations-api').TABLE_NAME);

export const handler = serve(
  [
    createReadAccount({ table }),
    createClaimOrganisation({ table }),
    createListClaims({ table }),
    createListOwnClaims({ table }),
    createReadOrganisation({ table }),
    createDecideClaim({ table }),
    createAppointMember({ table }),
    createAcceptMembership({ table }),
    createEndMembership({ table }),
    createAppointDeputy({ table }),
    createEndDeputy({ table }),
    createInviteMember({ table }),
    createReadMemberInvitation({ table }),
    createWithdrawMemberInvitation({ table }),
    createJoinOrganisation({ table }),
    createClaimRecovery({ table }),
    createListRecoveries({ table }),
    createReadRecovery({ table }),
    createDecideRecovery({ table }),
  ],
  table,
);
