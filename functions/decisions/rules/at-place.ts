/** What stands at a place that is always filled. Throws `RangeError` where nothing does: the code is wrong. */
export const atPlace = <Of>(all: readonly Of[], place: number): Of => {
  const found = all[place];
  if (found === undefined) throw new RangeError(`Nothing stands at the place ${place}`);
  return found;
};
