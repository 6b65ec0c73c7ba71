import type { Records } from '../decisions/store/records.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRoundForAgency } from './declared-reader.ts';
import { presentPanel } from './present.ts';
import { listPanels, readDraw } from './schema.ts';
import { withSupplements } from './rules.ts';
import { listDrawSupplements, listPanels as listStoredPanels, readDraw as readStoredDraw } from './store.ts';

/** The panels of a round by pseudonyms, with all who may still come to them, for staff and auditors. */
export const createListPanels = ({ table }: { readonly table: Table }): Implementation =>
  implement(listPanels, async ({ account, parameters }) => {
    const round = await readRoundForAgency(table, account, parameters.roundId);
    if (isRefusal(round)) return round;
    const [panels, supplements] = await Promise.all([
      listStoredPanels(table, round.roundId),
      listDrawSupplements(table, round.roundId),
    ]);
    return answer(200, {
      rows: panels.map((panel) =>
        presentPanel(withSupplements(panel, supplements), panel.bookkeeping.version),
      ),
    });
  });

/** The record of a round's draw, for everybody; it exists from the draw on, so after the opening. The ETag is its hash. */
export const createReadDraw = ({
  table,
  records,
}: {
  readonly table: Table;
  readonly records: Records;
}): Implementation =>
  implement(readDraw, async ({ parameters }) => {
    const draw = await readStoredDraw(table, parameters.roundId);
    if (draw === null) return refuse('not-found');
    // As it was written: its bytes have the hash that the ETag names.
    const record: unknown = JSON.parse(await records.get(draw.recordObject, draw.recordSha256));
    return { ...answer(200, record), headers: { etag: `"${draw.recordSha256}"` } };
  });
