/** The browser reads the file after the click, and says nothing when it has. */
const keptMs = 60_000;

/** Saves a file among the browser's downloads. It is never opened here. */
export const saveFile = (file: Blob, name: string): void => {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
};
