import { expect, test } from 'vitest';
import { Failure, FailureKind } from '../failure/failure.ts';
import { signInHints } from '../oauth/sign-in-hints.ts';
import { providers } from '../providers.ts';
import { sampleFailures } from '../failure/samples.ts';
import { describeWhoseTurn } from './describe-whose-turn.ts';
import { describe } from './describe-failure.ts';
import { en } from './verdicts-en.ts';
import { appPasswordProviders } from './app-password-providers.ts';

test.for(FailureKind.options)('%s is told in whole sentences, with and without evidence', (kind) => {
  const sample = sampleFailures[kind];
  expect(Failure.safeParse(sample).success).toBe(true);
  for (const failure of [sample, { kind, stage: sample.stage, confidence: 'guess' } as const]) {
    const { title, meaning, fix, turn } = describe(failure, en);
    expect(`${title} ${meaning} ${fix} ${turn}`).not.toMatch(/[{}]|undefined|null/);
    expect(title).toMatch(/^[A-Z].{3,41}[^.]$/);
    expect(meaning).toMatch(/^\S.*\.$/);
    expect(fix).toMatch(/^[A-Z].*\.$/);
    expect(`${meaning} ${fix}`.length).toBeLessThan(330);
    expect(`${meaning} ${fix}`).not.toMatch(
      /the (?:server|provider)(?:'s|’s)? (?:the|named|called) |named the |\bthe the\b|Details|Copy diagnosis/i,
    );
  }
});

test('the evidence stands in the sentences', () => {
  expect(describe(sampleFailures['tls.hostname_mismatch'], en).meaning).toBe(
    'The certificate that imap.example.org shows is for other names: *.shared-hosting.example, shared-hosting.example.',
  );
  expect(describe(sampleFailures['net.refused'], en).meaning).toBe(
    'Nothing answers on port 465 of smtp.example.org, or a firewall rejects it.',
  );
  expect(describe(sampleFailures['quota.exceeded'], en, 'Posteo').fix).toBe(
    'Delete mail and empty the trash, or get more storage from Posteo.',
  );
  expect(describe({ kind: 'net.timeout', stage: 'connect', confidence: 'guess' }, en).meaning).toBe(
    'The server did not answer on this port.',
  );
});

test.for([
  ['sign-in', 'imap', null, 'The server is holding back its answer'],
  ['sign-in', 'smtp', null, 'The server is holding back its answer'],
  ['greeting', 'imap', 'IMAP timeout', 'No answer in time'],
  ['capabilities', 'imap', 'IMAP timeout', 'No answer in time'],
  ['greeting', 'smtp', null, 'No answer in time'],
  ['connect', 'imap', null, 'No answer in time'],
] as const)('silence at %s of %s: headline %s, "%s"', ([stage, leg, headline, title]) => {
  expect(describe({ kind: 'net.timeout', stage, leg, confidence: 'certain' }, en)).toMatchObject({ headline, title });
});

test('a certificate from the future is not called expired', () => {
  expect(describe({ ...sampleFailures['tls.expired'], code: 'CERT_NOT_YET_VALID' }, en).title).toBe('The certificate is not valid yet');
});

test('evidence is put in as it is, whatever it looks like', () => {
  expect(describe({ ...sampleFailures['net.dns_not_found'], host: '{port}$&' }, en).meaning).toBe('There is no server named {port}$&.');
});

test('whose turn it is names the servers that were looked at', () => {
  const probe = { of: 'host', target: 'smtp.example.org:587', outcome: 'answers' } as const;
  expect(describeWhoseTurn({ turn: 'network', reason: 'only-this-port-is-blocked', probes: [probe] }, en)).toEqual({
    turn: 'Your computer or network',
    because: 'The server answers on another port: smtp.example.org:587. Something on the way blocks this one.',
  });
});

test.for([
  [
    'auth.invalid_credentials',
    'smtp.gmail.com',
    '535 5.7.8 Username and Password not accepted',
    'https://myaccount.google.com/apppasswords',
  ],
  [
    'auth.app_password_required',
    'imap.gmail.com',
    'NO Application-specific password required',
    'https://myaccount.google.com/apppasswords',
  ],
  ['auth.invalid_credentials', undefined, '535 5.7.8 https://support.google.com/mail/?p=BadCredentials x - gsmtp', 'apppasswords'],
  ['auth.invalid_credentials', 'smtp.mail.yahoo.com', '535 5.7.0 (#AUTH005) refused', 'https://help.yahoo.com/kb/SLN15241.html'],
  ['auth.invalid_credentials', 'smtp.mail.me.com', '535 5.7.8 refused', 'https://support.apple.com/102654'],
  ['auth.invalid_credentials', 'smtp.office365.com', '535 5.7.3 Authentication unsuccessful', 'administrator'],
  [
    'auth.invalid_credentials',
    undefined,
    '535 5.7.3 Authentication unsuccessful [AM0PR04.eurprd04.prod.exchangelabs.com]',
    'administrator',
  ],
  ['auth.invalid_credentials', 'smtp.example.org', '535 5.7.8 refused', 'If the provider has app passwords'],
] as const)('%s at %s, "%s": the fix names %s', ([kind, host, text, expected]) => {
  const { fix } = describe({ kind, stage: 'sign-in', leg: 'smtp', confidence: 'likely', reply: { text }, ...(host && { host }) }, en);
  expect(fix).toContain(expected);
});

test.for(appPasswordProviders)('the facts of $name are those of the providers', ({ name, page, hosts }) => {
  const provider = providers.find((each) => each.name === name);
  expect(provider?.prepare).toContainEqual({ need: 'app-password', url: page });
  expect([...provider!.imap!, ...provider!.smtp!].filter(({ host }) => !hosts.test(host))).toEqual([]);
});

test.for(signInHints)('what a provider has against a sign-in (%s) is told in whole sentences', (hint) => {
  const { title, meaning, fix } = describe({ kind: 'oauth.client_refused', stage: 'authorization', confidence: 'certain', hint }, en);
  expect(title).toMatch(/^[A-Z].{3,60}[^.]$/);
  expect(meaning).toMatch(/^\S.*\.$/);
  expect(fix).toMatch(/^[A-Z].*\.$/);
  expect(`${title} ${meaning} ${fix}`).not.toMatch(/[{}]|undefined|null|Details/);
});
