type Saved = { readonly fileName: string; readonly contentType: string; readonly content: string };

/** Saves something that the page made. */
export const saveFile = ({ fileName, contentType, content }: Saved): void => {
  const address = URL.createObjectURL(new Blob([content], { type: contentType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
};
