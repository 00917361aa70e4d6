import { describe, expect, test } from 'vitest';
import { readCapabilities } from './ehlo-capabilities.ts';
import { toEnvelopeAddress } from './envelope-address.ts';
import { buildEnvelopeCommands, findObstacle } from './transaction/envelope-commands.ts';

const offered = readCapabilities(
  new Map([
    ['SMTPUTF8', []],
    ['8BITMIME', []],
  ]),
);
const envelopeTo = (address: string) => ({ from: 'ann@mail.test', recipients: [address], needsSmtpUtf8: false, size: 1 });

describe('a domain stands in a command as name servers know it', () => {
  test.each([
    ['ann@ｍａｉｌ.test', 'ann@mail.test'],
    ['ann@ＭＡＩＬ．ＴＥＳＴ', 'ann@mail.test'],
    ['ann@mail。test', 'ann@mail.test'],
    ['ann@ﬁle.test', 'ann@file.test'],
    ['ann@MÜNCHEN.test', 'ann@xn--mnchen-3ya.test'],
    ['jürgen@ｍａｉｌ.test', 'jürgen@mail.test'],
    ['jürgen@ＢÜCHER．test', 'jürgen@bücher.test'],
    ['ann@mail.test', 'ann@mail.test'],
    ['ann@[192.0.2.1]', 'ann@[192.0.2.1]'],
  ])('%s as %s', (address, sent) => {
    expect(toEnvelopeAddress(address)).toBe(sent);
    expect(toEnvelopeAddress(sent)).toBe(sent);
    expect(buildEnvelopeCommands(envelopeTo(address), offered)[1]).toBe(`RCPT TO:<${sent}>\r\n`);
  });

  test.each([
    'ann@ｍａｉｌ？ｘ.test',
    'ann@ｍａｉｌ＞.test',
    'ann@ｍａｉｌ／.test',
    'ann@１２７.0.0.1',
    'ann@\u200b',
    'ann@ｘｎ－－zzzz.test',
  ])('%s cannot, so nothing is sent', (address) => {
    expect(toEnvelopeAddress(address)).toBeUndefined();
    expect(findObstacle(envelopeTo(address), offered)).toMatchObject({ kind: 'config.invalid', field: address });
    expect(() => buildEnvelopeCommands(envelopeTo(address), offered)).toThrow();
  });
});
