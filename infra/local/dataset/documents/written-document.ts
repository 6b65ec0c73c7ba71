/** What a document says, whatever its format: it is laid out by the writers beside this file. */
export type WrittenDocument = {
  readonly title: string;
  /** The day that the document names; formats that carry an instant take it from here. */
  readonly writtenOn: { readonly year: number; readonly month: number; readonly day: number };
  /** Lines under the title, such as who and when. */
  readonly byline: readonly string[];
  readonly sections: readonly {
    readonly heading: string;
    readonly paragraphs: readonly string[];
    readonly table?: Table;
  }[];
};

/** A table of texts; each row has as many cells as the header. */
export type Table = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** Text for an XML element or attribute. */
export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
