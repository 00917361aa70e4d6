import type { ErrorEvidence, ReplyEvidence, ReplyText } from '../classify/evidence.ts';

/** What a failing step knows; the attempt adds leg, host, port and whatever else it knows better. */
export type PartialEvidence = Partial<Pick<ReplyEvidence, 'stage' | 'error' | 'reply' | 'certificate' | 'addresses' | 'security'>>;

/** How anything in this folder fails: evidence for the classifier, thrown once and turned into a `Failure` at the folder's edge. */
export class ProtocolError extends Error {
  readonly evidence: PartialEvidence;

  constructor(evidence: PartialEvidence) {
    super(evidence.error?.code ?? evidence.reply?.text ?? 'protocol error');
    this.name = 'ProtocolError';
    this.evidence = evidence;
  }
}

/** An error that is known by its code alone. */
export const codeError = (code: NonNullable<ErrorEvidence['code']>, evidence: PartialEvidence = {}): ProtocolError =>
  new ProtocolError({ ...evidence, error: { code, ...evidence.error } });

/** The code of an error, where it is known by one; else empty. */
export const codeOf = (error: unknown): string => (error instanceof ProtocolError ? (error.evidence.error?.code ?? '') : '');

/** A server's reply that ends the attempt. */
export const replyError = (reply: ReplyText, evidence: PartialEvidence = {}): ProtocolError => new ProtocolError({ ...evidence, reply });

/** Wraps what a socket raised; keeps a `ProtocolError` as it is. */
export const asProtocolError = (error: unknown): ProtocolError => {
  if (error instanceof ProtocolError) return error;
  const { code, message, reason } = error as NodeJS.ErrnoException & { reason?: string };
  return new ProtocolError({ error: { code, message, reason } });
};
