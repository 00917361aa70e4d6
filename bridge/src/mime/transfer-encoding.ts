/** The ways in which mail transfers bytes (RFC 2045 §6.1), as far as anything has to be undone; `unknown`: whatever that was. */
export type TransferEncoding = 'base64' | 'quoted-printable' | 'none' | 'unknown';

/** Reads what a part calls its transfer encoding, however it is written (`Base-64`, `quoted_printable; x`). */
export const readEncoding = (name: string): TransferEncoding => {
  const bare = name
    .slice(0, 60)
    .toLowerCase()
    .replace(/[;(].*$/s, '')
    .replace(/[^a-z0-9]/g, '');
  if (/^b(?:ase?)?64$/.test(bare)) return 'base64';
  if (/^(?:x?quoted?printable|qp)$/.test(bare)) return 'quoted-printable';
  return ['', '7bit', '8bit', '7bits', '8bits', 'binary', 'none', 'identity'].includes(bare) ? 'none' : 'unknown';
};
