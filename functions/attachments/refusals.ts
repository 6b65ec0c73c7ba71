import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseAttachment = refusalsOf({
  'file-name-invalid': {
    status: 422,
    en: 'This file name cannot be kept. Leave out paths, invisible characters, joined emoji, names of devices (CON, AUX) and endings of programs (.exe), and stay within 200 characters.',
    ko: '사용할 수 없는 파일 이름입니다. 경로, 보이지 않는 문자, 결합 이모지, 장치 이름(CON, AUX), 실행 파일 확장자(.exe)를 빼고 200자 이내로 적어 주세요.',
  },
  'extension-not-of-type': {
    status: 422,
    en: 'The file’s extension does not fit its type. Use one of «extensions».',
    ko: '파일 확장자가 형식과 맞지 않습니다. «extensions» 중 하나를 사용해 주세요.',
  },
  'parts-not-of-size': {
    status: 422,
    en: 'A file above 16 MiB is declared with the SHA-256 of each 16 MiB part, any other with none: «expectedParts».',
    ko: '16 MiB를 넘는 파일은 16 MiB 단위 조각마다 SHA-256을 적고, 그 밖의 파일은 적지 않습니다. «expectedParts»를 확인해 주세요.',
  },
  'not-in-parts': {
    status: 409,
    en: 'This file is put whole, to the link that its declaration gave. Declare it again if that link has expired.',
    ko: '이 파일은 나누지 않고 등록할 때 받은 링크로 올립니다. 링크가 만료되었다면 다시 등록해 주세요.',
  },
  'parts-missing': {
    status: 409,
    en: 'The parts in «missing» have not arrived. Ask for their links, put them, then say again that the file is there.',
    ko: '«missing»의 조각이 아직 도착하지 않았습니다. 링크를 다시 받아 올린 뒤 다시 알려 주세요.',
  },
  'too-many-attachments': {
    status: 409,
    en: 'At most 20 files can be attached at once, and 200 over the whole time. Remove one first.',
    ko: '첨부 파일은 한 번에 최대 20개이며, 지운 것을 포함해 200개까지입니다. 먼저 하나를 삭제해 주세요.',
  },
  'documents-not-ready': {
    status: 409,
    en: 'These files cannot go with it: they have not arrived, were refused, were taken out, or are not of your organisation. Upload them again or leave them out.',
    ko: '함께 낼 수 없는 파일이 있습니다. 아직 도착하지 않았거나, 거절되었거나, 삭제되었거나, 귀 기관의 파일이 아닙니다. 다시 올리거나 빼 주세요.',
  },
  'deadline-too-near': {
    status: 409,
    en: 'Less than a second is left before the deadline, too little for an upload. Submit what has arrived.',
    ko: '마감까지 1초도 남지 않아 파일을 올릴 수 없습니다. 도착한 파일로 제출해 주세요.',
    concernsFairness: true,
  },
  'upload-not-found': {
    status: 409,
    en: 'The file has not arrived yet. Put it to the upload link, or declare it again if the link has expired.',
    ko: '파일이 아직 도착하지 않았습니다. 업로드 링크로 올려 주세요. 링크가 만료되었다면 다시 등록해 주세요.',
  },
  'attachment-removed': {
    status: 409,
    en: 'This attachment was removed. Declare the file again.',
    ko: '삭제된 첨부 파일입니다. 파일을 다시 등록해 주세요.',
  },
  'not-downloadable': {
    status: 409,
    en: 'This file cannot be downloaded: it has not arrived, or the check refused it.',
    ko: '도착하지 않았거나 검사에서 거절되어 내려받을 수 없는 파일입니다.',
  },
});
