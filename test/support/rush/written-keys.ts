import type { WriteRecord } from './table-stream.ts';

/** How the writes of a rush spread over the table's keys. */
export type WrittenKeys = {
  /** Writes of rows that belong to a supplier of the rush. */
  readonly writes: number;
  readonly keys: number;
  readonly hottestKeyWrites: number;
  /** Keys that were written for more than one supplier, or that name the round or challenge and no supplier. */
  readonly sharedKeys: readonly string[];
  /** Writes to the hottest key that names nothing of the rush: another suite's, if not a counter that all share. */
  readonly hottestElsewhere: number;
  /** Writes of those functions that follow the table or the clock, by the kind of their key. */
  readonly byOthers: Readonly<Record<string, number>>;
};

/** Keys that no submission writes: the log's, which one sequencer appends to, and those of the watch for outages. */
const othersKinds = ['LOG', 'HEARTBEATS'] as const;

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu;

/** The ids of a rush: those that all share, and each that is one supplier's alone, with the supplier. */
export type RushIds = {
  readonly shared: readonly string[];
  readonly supplierOf: ReadonlyMap<string, string>;
};

type Count = { writes: number; readonly suppliers: Set<string>; namesTheCall: boolean };

/** Counts writes by partition key; whose each is, is told by the ids in key and row. */
export const countKeys = (records: readonly WriteRecord[], { shared, supplierOf }: RushIds): WrittenKeys => {
  const counts = new Map<string, Count>();
  const byOthers: Record<string, number> = {};
  for (const { dynamodb } of records) {
    const key = dynamodb.Keys.pk.S;
    const other = othersKinds.find((kind) => key === kind || key.startsWith(`${kind}#`));
    if (other !== undefined) {
      byOthers[other] = (byOthers[other] ?? 0) + 1;
      continue;
    }
    const count = counts.get(key) ?? { writes: 0, suppliers: new Set(), namesTheCall: false };
    counts.set(key, count);
    count.writes += 1;
    for (const [id] of JSON.stringify(dynamodb).matchAll(uuid)) {
      const supplier = supplierOf.get(id);
      if (supplier !== undefined) count.suppliers.add(supplier);
      count.namesTheCall ||= shared.includes(id);
    }
  }
  const isOfRush = ({ suppliers, namesTheCall }: Count): boolean => suppliers.size > 0 || namesTheCall;
  const ofRush = [...counts].filter(([, count]) => isOfRush(count));
  const elsewhere = [...counts.values()].filter((count) => !isOfRush(count));
  return {
    writes: ofRush.reduce((sum, [, { writes }]) => sum + writes, 0),
    keys: ofRush.length,
    hottestKeyWrites: Math.max(0, ...ofRush.map(([, { writes }]) => writes)),
    sharedKeys: ofRush.flatMap(([key, { suppliers }]) => (suppliers.size === 1 ? [] : [key])),
    hottestElsewhere: Math.max(0, ...elsewhere.map(({ writes }) => writes)),
    byOthers,
  };
};
