import { type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { deadlineCalendar } from './rules.ts';
import { readDeadlineCalendar } from './schema.ts';

/** The deadline for proposals for everybody's calendar. A calendar that subscribes to it follows a move by itself. */
export const createReadDeadlineCalendar = ({ table }: { readonly table: Table }): Implementation =>
  implement(readDeadlineCalendar, async ({ parameters, receivedAt }) => {
    const round = await readRound(table, parameters.roundId);
    if (round === null || round.state === 'CANCELLED') return refuse('not-found');
    const { calledAt, deadlines, name: roundName, roundId } = round;
    if (calledAt === null || deadlines.proposals === null) return refuse('not-found');
    const body = deadlineCalendar(
      { roundId, roundName, calledAt, deadline: deadlines.proposals },
      receivedAt,
    );
    return { status: 200, body, headers: { 'content-disposition': 'attachment; filename="deadline.ics"' } };
  });
