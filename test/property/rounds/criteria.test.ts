import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spansItsPoints } from '../../../functions/rounds/rules.ts';

const meaning = { ko: '뜻', en: 'A meaning' };
const anchored = (points: readonly number[]) => points.map((at) => ({ points: at, meaning }));

describe('the anchors of a criterion', () => {
  const spans = fc
    .record({ maximum: fc.integer({ min: 1, max: 100_000 }), between: fc.uniqueArray(fc.nat(99_999)) })
    .map(({ maximum, between }) => ({
      maximum,
      points: [
        0,
        ...between.filter((at) => at > 0 && at < maximum).sort((left, right) => left - right),
        maximum,
      ],
    }));

  it('span its points wherever they ascend between its ends, and no more when one is doubled or taken off an end', () => {
    fc.assert(
      fc.property(spans, fc.nat(), ({ maximum, points }, chosen) => {
        const place = chosen % points.length;
        const doubled = [...points.slice(0, place + 1), ...points.slice(place)];
        expect(spansItsPoints({ maximum, anchors: anchored(points) })).toBe(true);
        expect(spansItsPoints({ maximum, anchors: anchored(doubled) })).toBe(false);
        expect(spansItsPoints({ maximum, anchors: anchored(points.slice(1)) })).toBe(false);
        expect(spansItsPoints({ maximum, anchors: anchored(points.slice(0, -1)) })).toBe(false);
      }),
    );
  });
});
