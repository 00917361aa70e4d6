import { expect, test } from 'vitest';
import { parseRemoteHost } from '../net/address/remote-host-rules.ts';
import { parseMailAddress } from './mail-address.ts';
import { parseAutoconfig } from './sources/parse-autoconfig.ts';
import { isMicrosoftTenant } from './sources/read-autodiscover.ts';
import { paccDigestRecord, readPacc } from './sources/read-pacc.ts';

const address = parseMailAddress('me@own.test')!;
const xml =
  '<clientConfig version="1.1"><emailProvider id="x"><displayName>X &amp; Y</displayName><incomingServer type="imap"><hostname>imap.%EMAILDOMAIN%</hostname>' +
  '<port>993</port><socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer><documentation url="https://x.test"/></emailProvider></clientConfig>';
const json =
  '{"protocols":{"imap":{"host":"imap.own.test"}},"authentication":{"password":true},"info":{"help":{"documentation":"https://own.test/"}},"Url":"https://outlook.office365.com/x"}';

/** Numbers that are the same in every run. */
const createRandom = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

/** Cuts, repeats, swaps and overwrites a few pieces of a text. */
const mangle = (text: string, random: () => number): string => {
  const at = () => Math.floor(random() * text.length);
  for (let times = 1 + Math.floor(random() * 4); times > 0; times--) {
    const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
    const piece = [text.slice(from, to), '<', '&', '\0', '%', '\u{1F4E7}', ']]>', '"', '-1', '9'.repeat(40)][Math.floor(random() * 10)]!;
    text = random() < 0.5 ? text.slice(0, from) + piece + text.slice(from) : text.slice(0, from) + piece + text.slice(to);
  }
  return text;
};

test('mangled documents are read or refused; nothing throws, and every server that is read can be used', () => {
  const random = createRandom(2026);
  for (let run = 0; run < 3000; run++) {
    const parsed = parseAutoconfig(mangle(xml, random), address);
    const body = Buffer.from(mangle(json, random));
    const pacc = readPacc(body, [paccDigestRecord(body)], address);
    isMicrosoftTenant(body.toString());
    for (const result of [parsed, pacc])
      for (const server of result.ok ? [...(result.value.imap ?? []), ...(result.value.smtp ?? [])] : [])
        expect([server.host !== '', server.port > 0, server.port < 65_536]).toEqual([true, true, true]);
    const host = parseRemoteHost(mangle('mail.own.test', random));
    if ('host' in host) expect(host.host).toMatch(/^[a-z0-9_.:-]+$/);
  }
});
