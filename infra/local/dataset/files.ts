import { challengeOf } from './challenges.ts';
import { docxOf } from './documents/docx.ts';
import { hwpxOf } from './documents/hwpx.ts';
import { pdfOf } from './documents/pdf.ts';
import { chartOf, prototypePictureOf } from './documents/pictures.ts';
import { proposalDocument, testReport } from './documents/proposal-documents.ts';
import { proposalOf, versionsOf } from './proposals.ts';
import { fractionOf } from './seeded.ts';
import { supplierOf } from './suppliers.ts';
import type { Proposal, ProposalFile } from './types.ts';

/** The types of the files. */
export const contentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  hwpx: 'application/hwp+zip',
  png: 'image/png',
} as const;

const mainDocument = (proposal: Proposal, version: 1 | 2): ProposalFile => {
  const firm = supplierOf(proposal.supplierKey)
    .name.ko.replace(/\(주\)|주식회사/u, '')
    .trim();
  const written = proposalDocument(proposal, version);
  const extension = fractionOf(`${proposal.key}:format`) < 0.6 ? 'hwpx' : 'docx';
  return {
    fileName: `제안서_${firm}_제${version}판.${extension}`,
    contentType: contentTypes[extension],
    bytes: extension === 'hwpx' ? hwpxOf(written) : docxOf(written),
  };
};

const report = (proposal: Proposal, version: 1 | 2): ProposalFile => ({
  fileName:
    fractionOf(`${proposal.key}:report-name`) < 0.7
      ? '성능시험 보고서.pdf'
      : `test-report-${proposal.key}.pdf`,
  contentType: contentTypes.pdf,
  bytes: pdfOf(testReport(proposal, version)),
});

const chart = (proposal: Proposal): ProposalFile => ({
  fileName: '목표와 제시 성능 비교.png',
  contentType: contentTypes.png,
  bytes: chartOf(
    proposal.title.en,
    challengeOf(proposal.challengeKey).requiredPerformance.map((target, index) => ({
      name: target.name.en,
      unit: target.unit,
      target: target.value,
      claimed: proposal.claimedValues[index] ?? null,
      isLessBetter: target.comparison === 'at-most',
    })),
    proposal.key,
  ),
});

const prototypePicture = (proposal: Proposal): ProposalFile => ({
  fileName: 'prototype.png',
  contentType: contentTypes.png,
  bytes: prototypePictureOf(proposal.key),
});

/**
 * The files of a version of a proposal, two to four, the same bytes at every run: the proposal (HWPX or DOCX), a test
 * report (PDF; left out by whom staff find without it), and pictures (PNG). In a second version the documents are
 * revised and the pictures stay. Throws for an unknown key or a version that the supplier does not submit.
 */
export const attachmentsFor = (proposalKey: string, version: 1 | 2 = 1): readonly ProposalFile[] => {
  const proposal = proposalOf(proposalKey);
  if (version > versionsOf(proposal))
    throw new RangeError(
      `The proposal «${proposalKey}» has no version ${version}: its fate is ${proposal.fate}`,
    );
  const lacksReport = proposal.ineligible?.ground === 'documents-missing';
  return [
    mainDocument(proposal, version),
    ...(lacksReport ? [] : [report(proposal, version)]),
    ...(lacksReport || fractionOf(`${proposal.key}:chart`) < 0.7 ? [chart(proposal)] : []),
    ...(fractionOf(`${proposal.key}:picture`) < 0.3 ? [prototypePicture(proposal)] : []),
  ];
};
