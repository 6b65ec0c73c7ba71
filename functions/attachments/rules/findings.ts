import { withoutHiddenCharacters } from './hidden-characters.ts';

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
    en: 'Unpacked, the file would be too large or hold too many entries. Upload fewer or smaller files.',
    ko: '압축을 풀면 너무 커지거나 항목이 너무 많은 파일입니다. 파일 수나 크기를 줄여 주세요.',
  },
  'archive-too-deep': {
    en: 'Archives lie in archives too deep to be checked. Put the files into one archive, without archives in it.',
    ko: '압축 파일 안에 압축 파일이 여러 겹 들어 있습니다. 파일을 하나의 압축 파일로 묶어 주세요.',
  },
  'archive-inconsistent': {
    en: 'The archive contradicts itself, so that programs would unpack different files. Pack the files again in the ordinary way.',
    ko: '압축 파일의 목록과 내용이 서로 맞지 않습니다. 일반적인 방식으로 다시 압축하여 올려 주세요.',
  },
  'archive-entry-name': {
    en: 'An entry of the archive has a name that leads elsewhere, hides something, or is a link. Rename it and pack the files again.',
    ko: '압축 파일 안에 안전하지 않은 이름이나 링크가 있습니다. 이름을 바꾸어 다시 압축해 주세요.',
  },
  'archive-entry-type': {
    en: 'The archive holds a file of a type that may not be attached. Take it out, or convert it to PDF.',
    ko: '압축 파일 안에 첨부할 수 없는 형식의 파일이 있습니다. 빼거나 PDF로 변환해 주세요.',
  },
  macros: {
    en: 'The document carries macros. Save it in the format without macros, or as PDF.',
    ko: '매크로가 들어 있는 문서입니다. 매크로가 없는 형식이나 PDF로 저장하여 올려 주세요.',
  },
  'active-content': {
    en: 'The document carries scripts or actions that run when it is opened. Remove them, or print it to PDF again.',
    ko: '열면 실행되는 스크립트나 동작이 들어 있는 문서입니다. 제거하거나 PDF로 다시 인쇄하여 올려 주세요.',
  },
  'embedded-object': {
    en: 'Another file or object is embedded in the document. Attach it as a file of its own, or insert it as a picture.',
    ko: '문서 안에 다른 파일이나 개체가 들어 있습니다. 별도로 첨부하거나 그림으로 바꾸어 넣어 주세요.',
  },
  'external-content': {
    en: 'The document fetches content from elsewhere when it is opened. Put the content into the document; plain hyperlinks may stay.',
    ko: '열면 외부에서 내용을 가져오는 문서입니다. 내용을 문서 안에 직접 넣어 주세요. 일반 하이퍼링크는 그대로 두셔도 됩니다.',
  },
  'hidden-content': {
    en: 'The file carries bytes that do not belong to it, where another file can hide. Export it again and upload it anew.',
    ko: '파일에 형식과 무관한 내용이 덧붙어 있습니다. 원래 프로그램에서 다시 저장하여 올려 주세요.',
  },
  'picture-too-large': {
    en: 'The picture has too many points to be shown. Save it at a lower resolution.',
    ko: '그림의 해상도가 너무 높아 표시할 수 없습니다. 해상도를 낮추어 저장해 주세요.',
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
  'archive-too-deep',
  'archive-inconsistent',
  'archive-entry-name',
  'archive-entry-type',
  'macros',
  'active-content',
  'embedded-object',
  'external-content',
  'hidden-content',
  'picture-too-large',
  'malware',
] as const satisfies readonly FindingCode[];

/** What a check found. */
export type Finding = {
  readonly code: FindingCode;
  /** Where in the file, in words that are safe to show: an entry's name, a PDF's key; null for the whole. */
  readonly place: string | null;
};

const longestPlace = 120;

/** A finding, at a place that came out of the file and is made harmless here. */
export const finding = (code: FindingCode, place: string | null = null): Finding => ({
  code,
  place: place === null ? null : harmless(place),
});

const harmless = (place: string): string => {
  const characters = Array.from(place.normalize('NFC').slice(0, 4 * longestPlace));
  const shown = characters.slice(0, longestPlace).join('');
  const whole = characters.length > longestPlace ? `${shown}…` : shown;
  return withoutHiddenCharacters(whole);
};

/** Names a finding's place inside an entry of an archive: the entries from the outermost, then the place in the last. */
export const within = (entry: string, { code, place }: Finding): Finding =>
  finding(code, place === null ? entry : `${entry} › ${place}`);
