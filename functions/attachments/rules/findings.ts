/** Why a file was refused, with what to do about it. */
export const findings = {
  'differs-from-declaration': {
    en: 'What arrived is not the declared file. Declare it again and upload it anew.',
    ko: '도착한 파일이 등록한 파일과 다릅니다. 다시 등록하여 올려 주세요.',
  },
  'type-differs': {
    en: 'The content is of another type than declared. Declare the right type, or export the file again.',
    ko: '파일 내용이 등록한 형식과 다릅니다. 올바른 형식으로 등록하거나 파일을 다시 저장해 주세요.',
  },
  unreadable: {
    en: 'The file is broken: programs cannot open it. Export it again and upload it anew.',
    ko: '파일이 손상되어 열 수 없습니다. 다시 저장하여 올려 주세요.',
  },
  encrypted: {
    en: 'The file is protected by a password or restrictions. Upload it without, so that evaluators can read it.',
    ko: '암호나 보호 설정이 걸린 파일입니다. 평가위원이 읽을 수 있도록 해제하여 올려 주세요.',
  },
  'archive-too-large': {
    en: 'Unpacked, the archive would be too large. Upload fewer or smaller files.',
    ko: '압축을 풀면 너무 커지는 파일입니다. 파일 수나 크기를 줄여 주세요.',
  },
  malware: {
    en: 'The file carries the mark of malicious software. Check your computer and upload a clean file.',
    ko: '악성 코드 표식이 있는 파일입니다. 컴퓨터를 점검한 뒤 안전한 파일을 올려 주세요.',
  },
} as const;

/** The code of a finding. */
export type FindingCode = keyof typeof findings;

/** All finding codes. */
export const findingCodes = [
  'differs-from-declaration',
  'type-differs',
  'unreadable',
  'encrypted',
  'archive-too-large',
  'malware',
] as const satisfies readonly FindingCode[];
