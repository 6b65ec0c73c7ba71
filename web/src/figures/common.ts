import type { PlotOptions } from '@observablehq/plot';

/** The widths of a figure in pixels where there is room for them. */
type Widths = { readonly marginLeft: number; readonly marginRight: number; readonly width: number };
export type FigureOptions = PlotOptions & Widths;

/** What the figures of a round have in common: the same widths, so that they stand in one line. */
export const common: Widths = { marginLeft: 140, marginRight: 90, width: 640 };

/** Room for the title of a challenge on the left. */
export const titled: Widths = { ...common, marginLeft: 260, width: 760 };

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** A title as it fits beside a drawing: the table beside it has it whole. */
export const shortTitle = (title: string): string => shortened(title, 32);

const narrowest = 280;

/**
 * A figure as wide as its place, in pixels, where that is narrower than it is meant: names take at most four tenths of
 * it, so that most of a phone's screen is the drawing, and are shortened to what fits there.
 */
export const fitted = (options: FigureOptions, placeWidth: number): FigureOptions => {
  if (placeWidth >= options.width) return options;
  const width = Math.max(narrowest, placeWidth);
  const marginLeft = Math.min(options.marginLeft, Math.round(width * 0.4));
  const most = Math.floor(marginLeft / 7.5);
  return {
    ...options,
    width,
    marginLeft,
    marginRight: Math.min(options.marginRight, 20),
    x: { ...options.x, ticks: 3 },
    y: { ...options.y, tickFormat: (name: unknown) => shortened(String(name), most) },
  };
};
