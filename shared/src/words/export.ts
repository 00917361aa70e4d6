/** Why `kurrier export` does not write to a file. */
export const exportWords = {
  exists: (file: string) => `${file} is there already. Choose another name, or say --overwrite`,
  'no-file': (file: string) => `${file} is a link, a folder or a device. Choose another name`,
};
