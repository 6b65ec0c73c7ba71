import { describe, expect, it } from '@jest/globals';
import {
  forgottenText,
  isPersonal,
  pseudonymsFor,
  withoutPeople,
} from '../../../functions/retention/rules.ts';

const one = '6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e';
const other = '0a4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e';
const thing = '9b4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e';
const pseudonyms = pseudonymsFor([one, other, one]);

describe('a stored thing without people', () => {
  it('is one that is about nobody alone', () => {
    expect(
      ['EVALUATOR', 'POOL-SUPPLEMENT', 'CONFLICT', 'UNDERTAKING', 'DECLARATION'].map(isPersonal),
    ).toEqual(Array.from({ length: 5 }, () => true));
    for (const kind of ['ROUND', 'PANEL', 'SCORECARD', 'DECISION']) expect(isPersonal(kind)).toBe(false);
  });

  it('names accounts by pseudonyms, the same one for the same account', () => {
    expect([...pseudonyms]).toEqual([
      [other, 'person-1'],
      [one, 'person-2'],
    ]);
    expect(
      withoutPeople(
        {
          pk: `P#${one}`,
          sk: one,
          lastEntryHash: one,
          approvedBy: one,
          by: [{ accountId: other }],
          collection: `OF#${one}`,
          thingId: thing,
          members: { [one]: 1 },
        },
        'DECISION',
        pseudonyms,
      ),
    ).toEqual({
      pk: `P#${one}`,
      sk: one,
      lastEntryHash: one,
      approvedBy: 'person-2',
      by: [{ accountId: 'person-1' }],
      collection: 'OF#person-2',
      thingId: thing,
      members: { 'person-2': 1 },
    });
  });

  it('has neither reasons nor contacts, and keeps points; published reasons of a round stay', () => {
    const row = {
      points: { need: 800 },
      reasons: { need: 'Her brother said so' },
      answerReason: null,
      contact: { office: 'Desk', email: 'a@b.example', telephone: '02' },
      sittings: [{ minutes: 'They spoke', openedAt: '2020' }],
    };
    expect(withoutPeople(row, 'SCORECARD', pseudonyms)).toEqual({
      points: { need: 800 },
      reasons: { need: forgottenText },
      answerReason: null,
      contact: { office: 'Desk', email: forgottenText, telephone: forgottenText },
      sittings: [{ minutes: forgottenText, openedAt: '2020' }],
    });
    const moved = { movedDeadlines: [{ reason: 'An outage' }] };
    expect(withoutPeople(moved, 'ROUND', pseudonyms)).toEqual(moved);
    const again = withoutPeople(row, 'SCORECARD', pseudonyms);
    expect(withoutPeople(again, 'SCORECARD', pseudonyms)).toEqual(again);
  });

  it('has no text that people wrote to one another, where it was not published', () => {
    const written = { question: 'Does Mr Kim know?', answer: 'Ms Lee does', text: 'Mr Park was late' };
    expect(withoutPeople(written, 'CLARIFICATION', pseudonyms)).toEqual({
      question: forgottenText,
      answer: forgottenText,
      text: written.text,
    });
    expect(withoutPeople(written, 'OBJECTION', pseudonyms)).toEqual({ ...written, text: forgottenText });
    expect(withoutPeople(written, 'QUESTION', pseudonyms)).toEqual(written);
    const fields: readonly (readonly [kind: string, field: string])[] = [
      ['APPLICATION', 'commitment'],
      ['DESIGNATION', 'findings'],
      ['DESIGNATION', 'finding'],
      ['DESIGNATION', 'comment'],
      ['PURCHASE', 'explanation'],
      ['PURCHASE', 'note'],
      ['PURCHASE', 'findings'],
      ['REQUEST', 'message'],
    ];
    for (const [kind, field] of fields)
      expect(withoutPeople({ [field]: 'Mr Kim' }, kind, pseudonyms)).toEqual({ [field]: forgottenText });
  });

  it('has none of the reasons that somebody gave, under whatever name', () => {
    for (const field of [
      'reason',
      'reasons',
      'recusalReason',
      'answerReason',
      'eligibilityReason',
      'decisionReason',
      'declineReason',
      'occasion',
      'minutes',
    ])
      expect(withoutPeople({ [field]: 'Mr Kim' }, 'DECISION', pseudonyms)).toEqual({
        [field]: forgottenText,
      });
  });

  it('lies where it lay in its log, whatever its place is called', () => {
    const place = { log: `LEDGER#${one}`, logPosition: `2020#${one}`, other: one };
    expect(withoutPeople(place, 'DECISION', pseudonyms)).toEqual({ ...place, other: 'person-2' });
  });
});
