/** A value, or the named reason why there is none. Everything that leaves a protocol or the vault has this shape. */
export type Outcome<Value, Reason> = { ok: true; value: Value } | { ok: false; failure: Reason };

/** Wraps a value as a success. */
export const succeed = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

/** Wraps a reason as a failure. */
export const fail = <Reason>(failure: Reason): { ok: false; failure: Reason } => ({ ok: false, failure });
