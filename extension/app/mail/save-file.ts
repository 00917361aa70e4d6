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

/** Opens a file in a tab of its own, which learns nothing about where it was opened. Its type is what decides how it is shown. */
export const showFile = (file: Blob): void => {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
};
