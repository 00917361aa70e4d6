import type { ScannedFetch } from '../grammar/fetch/fetch-response.ts';

/** No section that anybody asks for is called so long, or otherwise; nor is any flag. */
const plausibleName = /^[ -~]{1,500}$/;
const implausibleInFlags = /[^!-~]+/g;

/**
 * Writes a FETCH response as the standard has it, with what was asked for on demand: UID, flags, pieces of the body. What servers write
 * otherwise was read by `scanFetch`, so that a stricter reader gets it in one form.
 */
export const writeFetch = ({ sequence, uid, flags, sections }: ScannedFetch): Buffer => {
  const pieces: Buffer[] = [Buffer.from(`* ${sequence} FETCH (`)];
  const words = [
    ...(uid === null ? [] : [`UID ${uid}`]),
    ...(flags === null ? [] : [`FLAGS (${flags.replace(implausibleInFlags, ' ').trim()})`]),
  ];
  pieces.push(Buffer.from(words.join(' ')));
  let isFirst = words.length === 0;
  for (const [name, bytes] of sections) {
    if (!plausibleName.test(name)) continue;
    pieces.push(Buffer.from(`${isFirst ? '' : ' '}${name} ${bytes === null ? 'NIL' : `{${bytes.length}}\r\n`}`));
    if (bytes !== null) pieces.push(bytes);
    isFirst = false;
  }
  pieces.push(Buffer.from(')\r\n'));
  return Buffer.concat(pieces);
};
