import { expect, test } from 'vitest';
import { hostPattern } from './account-text.ts';
import { tidyHost } from './tidy-host.ts';

test.for([
  ['https://mail.example.org', 'mail.example.org', undefined],
  ['http://mail.example.org/webmail/?x=1', 'mail.example.org', undefined],
  ['imaps://imap.example.org:993/', 'imap.example.org', 993],
  ['  smtp.example.org ', 'smtp.example.org', undefined],
  ['smtp. example .org', 'smtp.example.org', undefined],
  ['smtp.example.org.', 'smtp.example.org', undefined],
  ['smtp.example.org\n', 'smtp.example.org', undefined],
  ['<smtp.example.org>', 'smtp.example.org', undefined],
  ['"smtp.example.org",', 'smtp.example.org', undefined],
  ['smtp.example.org:465', 'smtp.example.org', 465],
  ['ann@example.org', 'example.org', undefined],
  ['mailto:ann@example.org', 'example.org', undefined],
  ['\u200bsmtp.example.org\ufeff', 'smtp.example.org', undefined],
  ['[2001:db8::1]:993', '[2001:db8::1]', 993],
  ['2001:db8::1', '2001:db8::1', undefined],
  ['smtp.example.org:99999', 'smtp.example.org', undefined],
] as const)('%j: %s, port %s', ([typed, host, port]) => {
  expect(tidyHost(typed)).toEqual({ host, ...(port !== undefined && { port }) });
});

/** Blanks between words are a slip, or several words: joined they would be another host. */
test.for(['imap mail test', 'mail.example.org port 993', 'my server', 'smtp.example.org imap.example.org'])(
  '%j is not made a host',
  (typed) => {
    expect(hostPattern.test(tidyHost(typed).host)).toBe(false);
  },
);

test.for(['smtp.example.org', 'localhost', '192.0.2.1', '[::1]', 'bücher.example', ''])('%j stays as it is', (host) => {
  expect(tidyHost(host)).toEqual({ host });
});
