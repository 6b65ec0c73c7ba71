import * as v from 'valibot';

/** Who acts in the system; what each may do is in the domain's table of actors. */
export const roles = ['supplier', 'buyer', 'evaluator', 'staff', 'approver', 'auditor'] as const;

/** An account of the local cloud that a person or a script can sign in to. */
export const seededAccount = v.object({
  /** By which `npm run token` knows it. */
  name: v.string(),
  role: v.picklist(roles),
  organisation: v.string(),
  email: v.string(),
  password: v.string(),
  /** Secret of its authenticator, in base32: the agency’s people have one. */
  authenticator: v.nullable(v.string()),
});
export type SeededAccount = v.InferOutput<typeof seededAccount>;
