import type { components } from '../api/description.ts';

type Challenge = components['schemas']['PublishedChallengeView'];
type Lessons = components['schemas']['LessonsView'];
type Field = Challenge['field'];

/** What the challenges of one field came to; money in won. */
export type FieldLesson = {
  readonly field: Field;
  readonly challenges: number;
  readonly unmet: number;
  readonly boughtInWon: number;
  readonly successes: number;
  readonly failures: number;
  readonly repurchasedInWon: number;
};

const unmetStates: readonly string[] = ['UNMATCHED', 'INCUBATED'];

/** Sums up a round's lessons by the field of its challenges, in the order of the classification; fields without any are left out. */
export const lessonsByField = (
  lessons: Pick<Lessons, 'challenges'>,
  challenges: readonly Pick<Challenge, 'challengeId' | 'field' | 'state'>[],
): readonly FieldLesson[] => {
  const lessonOf = new Map(lessons.challenges.map((lesson) => [lesson.challengeId, lesson]));
  return [...Map.groupBy(challenges, ({ field }) => field)]
    .map(([field, ofField]) => {
      const found = ofField.flatMap(({ challengeId }) => lessonOf.get(challengeId) ?? []);
      const sum = (amountOf: (lesson: (typeof found)[number]) => number): number =>
        found.reduce((total, lesson) => total + amountOf(lesson), 0);
      return {
        field,
        challenges: ofField.length,
        unmet: ofField.filter(({ state }) => unmetStates.includes(state)).length,
        boughtInWon: sum(({ boughtInWon }) => boughtInWon),
        successes: sum(({ verdicts }) => verdicts.SUCCESS),
        failures: sum(({ verdicts }) => verdicts.FAILURE),
        repurchasedInWon: sum(({ repurchases }) => repurchases.amountInWon),
      };
    })
    .sort((one, other) => one.field.localeCompare(other.field));
};
