import { sha256Hex } from '../../platform/digest.ts';

/**
 * The id of the one purchase that a proposal can ever lead to: a UUID of version 8 (RFC 9562) from SHA-256 over
 * the proposal's id, so that a repeated start meets the purchase that is there (DOMAIN.md, invariant 8).
 */
export const purchaseIdOf = (proposalId: string): string => {
  const digits = sha256Hex(`first-buyer/purchase:${proposalId}`);
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
};

/** The name of a purchase's execution: one purchase, one execution. */
export const purchaseExecutionName = (purchase: { readonly purchaseId: string }): string =>
  `purchase-${purchase.purchaseId}`;
