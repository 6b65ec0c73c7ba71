import { describe, expect, it } from '@jest/globals';
import { complaints, mergeOutputs } from '../../../infra/local/deployment.ts';

describe('the outputs of all stacks', () => {
  it('are one record, without what the CDK passes from stack to stack', () => {
    expect(
      mergeOutputs({
        Data: { TableName: 'table', ExportsOutputRefTable1: 'table' },
        Api: { ApiId: 'abc' },
        Portal: {},
      }),
    ).toEqual({ TableName: 'table', ApiId: 'abc' });
  });

  it('are refused when two stacks name one alike', () => {
    expect(() => mergeOutputs({ Data: { Id: 'a' }, Api: { Id: 'a' } })).toThrow(
      'The stacks Data and Api both have an output Id',
    );
  });
});

describe('what the CDK said of a failure', () => {
  it('is the lines that speak of it, wherever they stand, and the last ones', () => {
    const steps = Array.from({ length: 40 }, (_, n) => `Api | ${n} | CREATE_COMPLETE | AWS::IAM::Role`);
    const log = ['start', 'Api | 3 | CREATE_FAILED | AWS::Lambda::Function', ...steps, 'the end', ''].join(
      '\n',
    );
    const said = complaints(log).split('\n');
    expect(said[0]).toContain('CREATE_FAILED');
    expect(said.at(-1)).toBe('the end');
    expect(said).toHaveLength(13);
  });
});
