import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  checkTextShown,
  checkUndertaken,
  countsInHistory,
  historyOf,
  type Undertaking,
  undertakingSha256,
} from '../../../functions/evaluation/rules.ts';
import { codeOf, smallPolicy } from '../../support/evaluation.ts';

const text = { version: '7', text: { ko: '서약합니다', en: 'I undertake this' } };

describe('an undertaking of confidentiality', () => {
  it('is of the text with its version, in both languages', () => {
    const sha256 = createHash('sha256').update('7\n서약합니다\nI undertake this', 'utf8').digest('hex');
    expect(undertakingSha256(text)).toBe(sha256);
    expect(checkTextShown(text, sha256)).toBeNull();
    for (const other of [
      { ...text, version: '8' },
      { ...text, text: { ...text.text, ko: '서약' } },
      { ...text, text: { ...text.text, en: 'I undertake' } },
    ])
      expect(checkTextShown(other, sha256)).toMatchObject({
        code: 'undertaking-differs',
        details: { version: other.version, sha256: undertakingSha256(other) },
      });
  });

  it('is missing until it is given', () => {
    expect(checkUndertaken(null, 'R1')).toMatchObject({
      code: 'undertaking-missing',
      details: { roundId: 'R1' },
    });
    const given: Undertaking = {
      textVersion: smallPolicy.undertaking.version,
      text: smallPolicy.undertaking.text,
      state: 'GIVEN',
      undertakingId: 'U1',
      roundId: 'R1',
      accountId: 'A1',
      organisationId: 'O1',
      sha256: undertakingSha256(smallPolicy.undertaking),
      givenAt: '2020-06-10T00:00:00.000Z',
    };
    expect(codeOf(checkUndertaken(given, 'R1'))).toBeNull();
  });
});

describe('the history of an evaluator', () => {
  it('counts rounds whose results are known, or that were cancelled', () => {
    expect(countsInHistory({ state: 'DECISION', noticeAt: null })).toBe(false);
    expect(countsInHistory({ state: 'PURCHASE', noticeAt: '2020-07-20T00:00:00.000Z' })).toBe(true);
    expect(countsInHistory({ state: 'CANCELLED', noticeAt: null })).toBe(true);
  });

  it('tells panels, rounds, recusals and the last round, and counts no seat that was recused as sat on', () => {
    expect(historyOf([])).toEqual({ rounds: 0, panels: 0, recusals: 0, lastSatAt: null });
    expect(
      historyOf([
        { openedAt: '2019-06-01T00:00:00.000Z', standings: ['CLEAR', 'RECUSED', 'ASSIGNED'] },
        { openedAt: '2018-06-01T00:00:00.000Z', standings: ['CLEAR'] },
        { openedAt: '2020-06-01T00:00:00.000Z', standings: ['RECUSED'] },
        { openedAt: '2021-06-01T00:00:00.000Z', standings: [] },
      ]),
    ).toEqual({ rounds: 2, panels: 3, recusals: 2, lastSatAt: '2019-06-01T00:00:00.000Z' });
    expect(historyOf([{ openedAt: null, standings: ['CLEAR'] }])).toEqual({
      rounds: 1,
      panels: 1,
      recusals: 0,
      lastSatAt: null,
    });
  });
});
