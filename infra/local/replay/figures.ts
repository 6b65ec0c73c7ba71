/** The figures of a round, each counted from what the API answered. */
export type Figures = {
  readonly challenges: number;
  readonly selected: number;
  readonly proposals: number;
  readonly attachments: number;
  readonly replaced: number;
  readonly withdrawn: number;
  readonly lateRefused: number;
  readonly scorecards: number;
  readonly passed: number;
  readonly funded: number;
  readonly reserve: number;
  readonly rejected: number;
  readonly budgetInWon: number;
  readonly committedInWon: number;
  readonly purchasesPaid: number;
  readonly verdicts: { readonly success: number; readonly failure: number; readonly inconclusive: number };
  /** Seats that were left for a conflict of interest. */
  readonly recused: number;
  /** Scorecards that stood apart and were answered for. */
  readonly outliers: number;
  readonly objections: { readonly upheld: number; readonly dismissed: number };
  readonly terminated: number;
  readonly movedUp: number;
  /** First users that declined on record. */
  readonly declined: number;
  readonly remedies: number;
  readonly repurchases: number;
  readonly incubated: number;
  /** Mails that were sent to the cast. */
  readonly noticesSent: number;
  readonly unmetChallenges: number;
  readonly receiptsVerified: number;
  readonly ledgerEntries: number;
  readonly ledgerIntact: boolean;
  readonly executions: { readonly round: string; readonly purchases: number };
  readonly seconds: number;
};
