/**
 * Stands in for encoding-japanese, of which libmime uses one call: to decode ISO-2022-JP (which it also knows as JIS) and EUC-JP. The runtime
 * that a release brings can do both (WHATWG Encoding).
 */
export default {
  convert: (bytes: Uint8Array, { from }: { from: string }): string =>
    new TextDecoder(/^euc/i.test(from) ? 'euc-jp' : 'iso-2022-jp').decode(bytes),
};
