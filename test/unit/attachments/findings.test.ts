import { describe, expect, it } from '@jest/globals';
import {
  explanationOf,
  finding,
  findings,
  isDeviceName,
  proposalOwner,
  scannerOff,
  within,
} from '../../../functions/attachments/rules.ts';

describe('the place of a finding', () => {
  it('is shown whole up to 120 characters, and beyond that with a sign that it goes on', () => {
    const placeOf = (place: string) => finding('macros', place).place;
    expect(placeOf('가'.repeat(120))).toBe('가'.repeat(120));
    expect(placeOf('가'.repeat(121))).toBe(`${'가'.repeat(120)}…`);
    expect(placeOf('🚁'.repeat(121))).toBe(`${'🚁'.repeat(120)}…`);
  });

  it('comes out of a file: what nobody sees in it is marked', () => {
    expect(finding('macros', 'word/\u202efdp.exe').place).toBe('word/\ufffdfdp.exe');
  });

  it('in an archive names the entries from the outermost', () => {
    expect(within('inner.zip', finding('macros'))).toEqual(finding('macros', 'inner.zip'));
    expect(within('outer.zip', finding('macros', 'inner.zip')).place).toBe('outer.zip › inner.zip');
  });
});

describe('the explanation of a refusal', () => {
  it('says in both languages what was found, and where', () => {
    expect(explanationOf({ finding: 'macros', findingPlace: 'word/vbaProject.bin' })).toEqual({
      code: 'macros',
      ...findings.macros,
      place: 'word/vbaProject.bin',
    });
  });

  it('is none for a file that was not refused', () => {
    expect(explanationOf({ finding: null, findingPlace: null })).toBeNull();
  });
});

describe('a scan where no engine is set up', () => {
  it('finds nothing and says that nothing was asked', async () => {
    expect(await scannerOff(new Uint8Array())).toEqual({
      result: 'not-scanned',
      engine: null,
      signature: null,
    });
  });
});

describe('a name that Windows takes for a device', () => {
  it('is one with whatever ending, and with blanks before it or at the end', () => {
    expect(['con', 'AUX.pdf', 'nul   .pdf', 'prn  '].filter((name) => !isDeviceName(name))).toEqual([]);
    expect(['contract.pdf', 'my con.pdf', 'co n.pdf'].filter(isDeviceName)).toEqual([]);
  });
});

describe('a proposal’s own files', () => {
  it('belong to it by its id', () => {
    expect(proposalOwner('P1')).toEqual({ kind: 'proposal', id: 'P1' });
  });
});
