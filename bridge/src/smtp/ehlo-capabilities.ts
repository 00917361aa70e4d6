/** What an EHLO answer said that matters for handing over a message. */
export interface SubmissionCapabilities {
  pipelining: boolean;
  smtpUtf8: boolean;
  eightBitMime: boolean;
  /** SIZE is offered; `largest` is there when it came with a limit (RFC 1870; 0 means none). */
  size: boolean;
  largest?: number;
}

/** Reads the keywords of an EHLO answer. */
export const readCapabilities = (capabilities: ReadonlyMap<string, readonly string[]>): SubmissionCapabilities => {
  const largest = Number(capabilities.get('SIZE')?.[0]);
  return {
    pipelining: capabilities.has('PIPELINING'),
    smtpUtf8: capabilities.has('SMTPUTF8'),
    eightBitMime: capabilities.has('8BITMIME'),
    size: capabilities.has('SIZE'),
    ...(largest > 0 && { largest }),
  };
};
