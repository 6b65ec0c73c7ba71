import { describe, expect, it } from '@jest/globals';
import { findTransition, type Transition } from '../../../functions/platform/transition.ts';

const door = [
  { action: 'build', from: null, to: 'SHUT', by: ['smith'], guard: null },
  { action: 'open', from: 'SHUT', to: 'OPEN', by: ['keeper'], guard: 'checkKey' },
  { action: 'shut', from: 'OPEN', to: 'SHUT', by: ['keeper'], guard: null },
  { action: 'burn', from: 'OPEN', to: 'BURNT', by: ['system'], guard: null },
  { action: 'burn', from: 'SHUT', to: 'BURNT', by: ['system'], guard: null },
] as const satisfies readonly Transition<string, string, string>[];

describe('findTransition', () => {
  it('finds the row of an action from a state', () => {
    expect(findTransition(door, 'burn', 'SHUT')).toEqual(door[4]);
    expect(findTransition(door, 'build', null)).toEqual(door[0]);
  });

  it('refuses what is not listed and says what is possible', () => {
    expect(findTransition(door, 'open', 'OPEN')).toMatchObject({
      code: 'wrong-state',
      status: 409,
      details: { state: 'OPEN', action: 'open', possible: ['shut', 'burn'] },
    });
    expect(findTransition(door, 'open', 'BURNT')).toMatchObject({ details: { possible: [] } });
  });
});
