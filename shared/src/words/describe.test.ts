import { expect, test } from 'vitest';
import { Failure, FailureKind } from '../failure.ts';
import { sampleFailures } from '../samples.ts';
import { describeTurn } from './describe-turn.ts';
import { describe } from './describe.ts';
import { en } from './en.ts';

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
  expect(describeTurn({ turn: 'network', reason: 'only-this-port-is-blocked', probes: [probe] }, en)).toEqual({
    turn: 'Your computer or network',
    because: 'The server answers on another port: smtp.example.org:587. Something on the way blocks this one.',
  });
});
