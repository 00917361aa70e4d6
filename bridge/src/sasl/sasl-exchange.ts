/** The client's side of one SASL exchange; everything is text or bytes before base64. */
export interface SaslExchange {
  mechanism: string;
  /** What the client says first (RFC 4422 §4.3a); undefined: the server speaks first. */
  initial: Buffer | undefined;
  /**
   * Answers a challenge; what takes long is done beside the event loop. Throws, or rejects, when the server's proof is wrong or the
   * dialogue goes on where it cannot.
   */
  respond(challenge: Buffer): Buffer | Promise<Buffer>;
  /** Of a token that was refused: the `status` of the server's error challenge, once it came. */
  tokenRefusal?(): string | undefined;
  /** Checks, at success, that the server proved what the mechanism wants it to prove. */
  finish?(): void;
}
