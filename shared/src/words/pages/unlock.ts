/** Words around the field that opens a locked bridge; why it is locked stands in `words/vault`. */
export const unlockWords = {
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  opening: 'Opening…',
};
