import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { fields } from '../../../functions/challenges/rules.ts';
import { challengeTerms as schema } from '../../../functions/challenges/schema.ts';
import { challengeTerms } from '../../support/sample-terms.ts';

describe('the field of a challenge', () => {
  it('is one of the ten divisions of COFOG', () => {
    expect(fields).toHaveLength(10);
    for (const field of fields) expect(v.is(schema, { ...challengeTerms, field })).toBe(true);
    expect(v.is(schema, { ...challengeTerms, field: '11' })).toBe(false);
    expect(v.is(schema, { ...challengeTerms, field: 3 })).toBe(false);
  });

  it('is never left out', () => {
    const { field: _, ...without } = challengeTerms;
    expect(v.is(schema, without)).toBe(false);
  });
});
