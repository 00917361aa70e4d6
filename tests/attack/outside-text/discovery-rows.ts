import { decode as decodeDnsPacket } from 'dns-packet';
import { parseMailAddress } from '../../../bridge/src/discover/mail-address.ts';
import { parseAutoconfig } from '../../../bridge/src/discover/sources/parse-autoconfig.ts';
import { isMicrosoftTenant } from '../../../bridge/src/discover/sources/read-autodiscover.ts';
import { paccDigestRecord, readPacc } from '../../../bridge/src/discover/sources/read-pacc.ts';
import { recogniseProduct } from '../../../bridge/src/discover/sources/recognise-product.ts';
import { toLabel } from '../../../bridge/src/discover/label-text.ts';
import { isPrivateAddress, parseRemoteHost } from '../../../bridge/src/net/address/remote-host-rules.ts';
import { parseTcpTable } from '../../../bridge/src/net/tcp-table.ts';
import { buffer, kib, mib, type OutsideText } from './row.ts';

const address = parseMailAddress('ann@mail.test')!;
const dnsHeader = '\0\x01\x81\x80\0\x01\xff\xff\0\0\0\0';

/** What discovery fetches. */
export const discoveryRows: readonly OutsideText[] = [
  {
    name: 'parseAutoconfig',
    largest: 64 * kib,
    run: (text) => parseAutoconfig(text, address),
    start: '<clientConfig><emailProvider id="a">',
    end: '</emailProvider></clientConfig>',
    pieces: [
      '<a>',
      '<a/>',
      '&amp;',
      '<a b="c"/>',
      '<!--',
      '<![CDATA[',
      '<incomingServer type="imap"><hostname>a</hostname></incomingServer>',
    ],
  },
  {
    name: 'readPacc',
    largest: 64 * kib,
    run: (text) => readPacc(buffer(text), [paccDigestRecord(buffer(text))], address),
    start: '{"protocols":',
    pieces: ['[', '{"a":', '"a":1,'],
  },
  { name: 'isMicrosoftTenant', largest: 64 * kib, run: isMicrosoftTenant, pieces: ['[', '{"a":'] },
  { name: 'recogniseProduct', largest: 64 * kib, run: (text) => recogniseProduct({ greeting: text }) },
  { name: 'toLabel', largest: 64 * kib, run: (text) => toLabel(text, 100) },
  { name: 'parseRemoteHost', largest: 64 * kib, run: (text) => parseRemoteHost(text) },
  { name: 'isPrivateAddress', largest: 64 * kib, run: isPrivateAddress },
  { name: 'parseMailAddress', largest: 64 * kib, run: parseMailAddress },
  {
    name: 'DNS answer',
    largest: 65_000,
    run: (text) => {
      try {
        return decodeDnsPacket(buffer(text));
      } catch {
        return null;
      }
    },
    start: dnsHeader,
    pieces: ['\xc0\x0c', '\x01a', '\xc0\x0c\0\x01\0\x01\0\0\0\0\0\0', '\0\0\x10\0\x01\0\0\0\0\0\x02\x01a'],
  },
  {
    name: 'parseTcpTable',
    largest: mib,
    run: (text) => parseTcpTable(text, true),
    pieces: ['  1: 0100007F:0050 0100007F:0050 01 0:0 0:0 0 1 0 9 \n'],
  },
];
