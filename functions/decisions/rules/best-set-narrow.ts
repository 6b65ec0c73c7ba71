import type { Frontier, Outlook } from './best-set-frontier.ts';

export const narrow = (f: Frontier, width: number, capacity: number, o: Outlook, words: number): void => {
  const promise = new Float64Array(f.count);
  let line = 0;
  for (let i = 0; i < f.count; i++) {
    const room = capacity - f.prices[i]!;
    let p = o.slopes[line]! * room + o.heights[line]!;
    while (line + 1 < o.slopes.length) {
      const n = o.slopes[line + 1]! * room + o.heights[line + 1]!;
      if (n > p) break;
      p = n; line++;
    }
    promise[i] = Math.floor(f.totals[i]! + p);
  }
  const idx = Uint32Array.from({ length: f.count }, (_, i) => i);
  idx.sort((a, b) => {
    const d = promise[b]! - promise[a]!;
    if (d !== 0) return d;
    for (let w = 0; w < words; w++) {
      const e = f.masks[b * words + w]! - f.masks[a * words + w]!;
      if (e !== 0) return e;
    }
    return 0;
  });
  const keep = idx.slice(0, width).sort();
  for (let t = 0; t < width; t++) {
    const s = keep[t]!;
    f.totals[t] = f.totals[s]!;
    f.prices[t] = f.prices[s]!;
    f.masks.copyWithin(t * words, s * words, (s + 1) * words);
  }
  f.count = width;
};
