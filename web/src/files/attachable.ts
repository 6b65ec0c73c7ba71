import type { Manifest } from './owner.ts';

type ContentType = Manifest['contentType'];

/** By the ending of the name, since browsers do not know them all. */
const typeOfEnding = new Map<string, ContentType>([
  ['pdf', 'application/pdf'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['hwp', 'application/x-hwp'],
  ['hwpx', 'application/hwp+zip'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['zip', 'application/zip'],
]);

export const endings = [...typeOfEnding.keys()].map((ending) => `.${ending}`).join(',');

/** The type that a file's name promises; null for one that cannot be attached. */
export const contentTypeOf = ({ name }: Pick<File, 'name'>): ContentType | null =>
  typeOfEnding.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? null;

/** As much as the API takes of one file. */
const maximumSizeInBytes = 200 * 1024 * 1024;

/** Why a file cannot be attached, as far as its name and size tell; null for one that may be sent. */
export const impossibilityOf = (file: Pick<File, 'name' | 'size'>): 'type' | 'empty' | 'size' | null => {
  if (contentTypeOf(file) === null) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > maximumSizeInBytes ? 'size' : null;
};
