import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { RecordChanged, RecordMissing } from '../../../functions/decisions/store.ts';
import { createEvaluationWorld } from '../../support/evaluation-world.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('records', () => {
  it('are read by version and hash', async () => {
    const { records, roundId } = await createEvaluationWorld();
    const { object, sha256: hash } = await records.put(roundId, 'list.json', '{"한":"글"}');
    expect(hash).toBe(sha256('{"한":"글"}'));
    expect(await records.get(object, hash)).toBe('{"한":"글"}');
    const again = await records.put(roundId, 'list.json', '{"한":"글"}');
    expect(again.object.key).toBe(object.key);
    expect(again.object.versionId).not.toBe(object.versionId);
    await expect(records.get(object, 'a'.repeat(64))).rejects.toThrow(RecordChanged);
    await expect(records.get({ ...object, key: `${object.key}.gone` }, hash)).rejects.toThrow(RecordMissing);
  });
});
