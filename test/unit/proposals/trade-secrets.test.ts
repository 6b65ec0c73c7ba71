import { describe, expect, it } from '@jest/globals';
import {
  markableFields,
  type ProposalContent,
  publicity,
  publicView,
} from '../../../functions/proposals/rules.ts';

const marked: ProposalContent = {
  title: { ko: '제목', en: 'Title' },
  summary: { ko: 'canary-ko', en: 'canary-en' },
  solution: 'canary-solution',
  priceInWon: 1000,
  technologyReadinessLevel: 777_001,
  validUntil: 'canary-valid',
  deliveryInDays: 777_002,
  drawNonce: 'canary-nonce',
  tradeSecrets: [
    ...markableFields.map((field) => ({ kind: 'field' as const, field, reason: 'canary-reason' })),
    { kind: 'attachment', attachmentId: 'secret', reason: 'canary-reason' },
  ],
};

const file = (attachmentId: string, fileName: string) => ({
  attachmentId,
  fileName,
  contentType: 'application/pdf',
  sizeInBytes: 1,
  sha256: 'a'.repeat(64),
  objectKey: 'canary-key',
  versionId: 'canary-version',
});

describe('the public view', () => {
  it('shows nothing that is marked, nor a reason, a nonce or a place in the store', () => {
    const view = JSON.stringify(publicView(marked, [file('secret', 'canary.pdf'), file('open', 'open.pdf')]));
    expect(view).not.toMatch(/canary|777/u);
    expect(view).toContain('open.pdf');
  });

  it('shows what is not marked', () => {
    const view = publicView({ ...marked, tradeSecrets: [] }, [file('secret', 'canary.pdf')]);
    expect(view).toMatchObject({ solution: 'canary-solution', deliveryInDays: 777_002, withheld: [] });
    expect(JSON.stringify(view)).not.toContain('canary-nonce');
  });

  it('withholds what is marked and that alone, says so, and leaves nothing half shown', () => {
    const tradeSecrets = [
      { kind: 'field', field: 'solution', reason: 'canary-reason' },
      { kind: 'attachment', attachmentId: 'secret', reason: 'canary-reason' },
    ] as const;
    const view = publicView({ ...marked, tradeSecrets }, [file('secret', 'a.pdf'), file('open', 'b.pdf')]);
    expect(view).toEqual({
      title: marked.title,
      summary: marked.summary,
      solution: null,
      priceInWon: marked.priceInWon,
      technologyReadinessLevel: marked.technologyReadinessLevel,
      validUntil: marked.validUntil,
      deliveryInDays: marked.deliveryInDays,
      withheld: ['solution'],
      attachments: [expect.objectContaining({ attachmentId: 'open', fileName: 'b.pdf' })],
    });
  });

  it('takes a mark for what it names: a file called like a field hides no field', () => {
    const tradeSecrets = [{ kind: 'attachment', attachmentId: 'solution', reason: 'canary-reason' }] as const;
    expect(publicView({ ...marked, tradeSecrets }, [])).toMatchObject({
      solution: 'canary-solution',
      withheld: [],
    });
    const named = [{ kind: 'field', field: 'open', reason: 'canary-reason' }] as const;
    const view = publicView({ ...marked, tradeSecrets: named }, [file('open', 'open.pdf')]);
    expect(view.attachments).toHaveLength(1);
  });

  it('keeps a field private that nobody has decided about', () => {
    const later = { ...marked, tradeSecrets: [], bankAccount: 'canary-new' };
    expect(JSON.stringify(publicView(later, []))).not.toContain('canary-new');
  });

  it('lets exactly those fields be marked that it can withhold', () => {
    const withholdable = Object.entries(publicity).filter(([, kind]) => kind === 'unless-marked');
    expect(withholdable.map(([field]) => field)).toEqual([...markableFields]);
  });
});
