import { providerOfDomain } from '@kurrier/shared/providers';
import { expect, test } from 'vitest';
import { parseMailAddress } from '../mail-address.ts';
import { offerOfProvider } from './provider-offer.ts';

const icloud = providerOfDomain('icloud.com')!;
const needsAt = (address: string) => offerOfProvider(icloud, parseMailAddress(address)!).prepare.map(({ need }) => need);

test('for a domain of one’s own at iCloud the username is another than the address, and that is said', () => {
  expect(needsAt('ada@icloud.com')).toEqual(['app-password']);
  expect(needsAt('ada@me.com')).toEqual(['app-password']);
  expect(needsAt('ada@own.test')).toEqual(['provider-address', 'app-password']);
});
