/** What the figures of a round have in common: the same widths, so that they stand in one line. */
export const common = { marginLeft: 140, marginRight: 90, width: 640 } as const;

/** Room for the title of a challenge on the left. */
export const titled = { ...common, marginLeft: 260, width: 760 } as const;

/** A title as it fits beside a drawing: the table beside it has it whole. */
export const shortTitle = (title: string): string => (title.length > 32 ? `${title.slice(0, 31)}…` : title);
