import { expect, test } from 'vitest';
import type { Discovery, DiscoverySource, LegDiscovery } from '../discovery/discovery.ts';
import { consentOf, discoveryEn, notOfferedOf } from './discovery.ts';

const found = { state: 'found' } as LegDiscovery;
const [missing, unknown] = [{ state: 'not-offered' }, { state: 'unknown' }] as LegDiscovery[];
const said = (smtp: LegDiscovery, imap: LegDiscovery) =>
  (['smtp', 'imap'] as const).flatMap((leg) =>
    ({ smtp, imap })[leg].state === 'not-offered' ? [notOfferedOf(leg, { smtp, imap }, 'Tuta Mail', discoveryEn)] : [],
  );

test.each<[string, LegDiscovery, LegDiscovery, (string | null)[]]>([
  ['neither', missing!, missing!, ['Tuta Mail has neither IMAP nor SMTP. It cannot be connected.', null]],
  ['SMTP alone', found, missing!, ['Tuta Mail has no IMAP. The account can send, but not receive.']],
  ['IMAP alone', missing!, found, ['Tuta Mail has no SMTP. The account can receive, but not send.']],
  ['no IMAP, and SMTP was not found', unknown!, missing!, ['Tuta Mail has no IMAP.']],
  ['no SMTP, and IMAP was not found', missing!, unknown!, ['Tuta Mail has no SMTP.']],
])('what a provider does not have is said so that it is true together: %s', (_, smtp, imap, sentences) => {
  expect(said(smtp, imap)).toEqual(sentences);
});

const workspace = { domain: 'own.example', provider: { id: 'gmail', name: 'Gmail' } };
const ask = (source: DiscoverySource, discovery: Pick<Discovery, 'domain' | 'provider'> = workspace, hosts = ['imap.gmail.com']) =>
  consentOf({ hosts, source }, discovery, discoveryEn);

test.each<DiscoverySource>(['mx', 'ns', 'autodiscover'])('a domain at a provider that is known (%s) is asked about plainly', (source) => {
  expect(ask(source)).toMatch(/^The mail of own\.example seems to be at Gmail: imap\.gmail\.com, found .* Is that right\?$/);
  expect(ask(source)).not.toMatch(/nobody|belong/);
});

test.each<[string, string]>([
  ['a host that the domain itself names', ask('srv')],
  ['a host of nobody that is known', ask('mx', { domain: 'own.example' })],
  ['a host in settings without encryption', ask('autoconfig-http')],
  ['several hosts', ask('srv', workspace, ['a.example', 'b.example'])],
])('%s is still warned about', (_, text) => {
  expect(text).toMatch(/nobody vouches/);
});
