import type { Question } from './rules.ts';

/** An answered question as everybody may see it: neither who asked nor when. */
export const presentAnswered = (question: Question) => {
  const { questionId, challengeId, text, publishedText, answer, answeredAt, amendedAt } = question;
  if (answer === null || answeredAt === null) throw new Error(`The question ${questionId} is not answered`);
  return { questionId, challengeId, question: publishedText ?? text, answer, answeredAt, amendedAt };
};

/** A question for those who answer it. */
export const presentOpen = ({ questionId, challengeId, askedAt, text }: Question, version: number) => ({
  questionId,
  challengeId,
  askedAt,
  text,
  version,
});

/** A question for the supplier that asked it. */
export const presentOwn = (question: Question, version: number) => ({
  ...presentOpen(question, version),
  state: question.state,
  publishedText: question.publishedText,
  answer: question.answer,
  answeredAt: question.answeredAt,
  amendedAt: question.amendedAt,
  declineReason: question.declineReason,
});
