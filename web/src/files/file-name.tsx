import { fileSize } from '../i18n/formats.ts';

/** Of the heading that files stand under; their names are one below. */
export type Level = 2 | 3;

/** The name of a file as the heading of its card. */
export const FileName = ({ name, level }: { readonly name: string; readonly level: Level }) =>
  level === 2 ? <h3>{name}</h3> : <h4>{name}</h4>;

/** A file in a line: `report.pdf (2.4 MB)`. */
export const nameAndSize = (file: { readonly fileName: string; readonly sizeInBytes: number }): string =>
  `${file.fileName} (${fileSize(file.sizeInBytes)})`;
