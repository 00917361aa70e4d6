/** What is said of the file that names a shared store. */
export const storeFileWords = {
  notPrivate: (path: string, mend: string) => `others can reach ${path}, in which a password stands; this mends it: ${mend}`,
  missing: (path: string) => `there is no file ${path}`,
  'not-a-uri': (path: string) => `${path} has to be one line that begins with redis://, rediss:// or postgres://`,
  keyFileAlone: '--key-file goes with --store; without a store of several bridges the key lies where it belongs',
};
