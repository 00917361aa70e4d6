import { succeed } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { WantedSection } from '../../imap/on-demand/opened-mailbox.ts';
import type { TextLeaf } from '../reading/text-leaves.ts';
import { fetchTexts, usualLimits } from './fetch-texts.ts';

test('References come in the flight of the texts, and no more of them than is looked at', async () => {
  const flights: (readonly WantedSection[])[] = [];
  const fetchSections = async (_uid: number, wanted: readonly WantedSection[]) => {
    flights.push(wanted);
    // As over imapflow: a header is not cut by the server.
    return succeed(wanted.map(({ section }) => Buffer.from(section === '1' ? 'Hello' : `References: ${'<a@x> '.repeat(500_000)}`)));
  };
  const plan: TextLeaf = { kind: 'text', section: '1', form: 'plain', charset: '', encoding: '7bit', flowed: null, size: 5 };
  const fetched = await fetchTexts({ fetchSections }, 1, plan, usualLimits);
  expect(flights).toEqual([
    [
      { section: 'HEADER.FIELDS (REFERENCES LIST-UNSUBSCRIBE)', offset: 0, length: 16_384 },
      { section: '1', offset: 0, length: expect.any(Number) },
    ],
  ]);
  expect(fetched).toMatchObject({ ok: true, value: { references: expect.stringMatching(/^.{16384}$/) } });
});
