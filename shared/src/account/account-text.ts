/** Text of one line; half a surrogate pair is no text. */
export const linePattern = /^[^\p{Cc}\p{Cs}]*$/u;

/** A host name or IP address as a person types it; IPv6 with or without brackets. No scheme, no port, no path. */
export const hostPattern =
  /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}_])?\.)*[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}_])?\.?$|^\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?$/u;

/** One `@`-separated local part and domain, safe inside `<…>`. */
export const addressPattern = /^(?:"[^"\\<>]+"|[^\s"<>(),:;@[\]\\]+)@[^\s"<>(),:;@\\]+$/u;
