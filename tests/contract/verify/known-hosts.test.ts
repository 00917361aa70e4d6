import type { Failure } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { createProposeRepairs, type Voice } from '../../../bridge/src/verify/propose-repairs.ts';
import { hostCells, portCells, type HostCell } from './known-hosts-cells.ts';

const failures: Record<HostCell['fails'], Pick<Failure, 'kind' | 'stage'>> = {
  'no such name': { kind: 'net.dns_not_found', stage: 'name' },
  refuses: { kind: 'net.refused', stage: 'connect' },
  silent: { kind: 'net.timeout', stage: 'connect' },
};

const propose = (cell: HostCell, works: (host: string, port: number) => boolean) => {
  const { leg, address, typed, port, otherHost, published, fails } = cell;
  const asked: string[] = [];
  const proposed = createProposeRepairs({
    listen: ({ host, port: at }) => {
      asked.push(host);
      const voice: Voice = works(host, at)
        ? { speaks: at === 465 || at === 993 ? 'implicit-tls' : 'starttls', takesSignIn: true }
        : { speaks: 'nothing' };
      return Promise.resolve(voice);
    },
    leadToSameAddress: () => Promise.resolve(false),
    reverseNames: () => Promise.resolve([]),
    findServers: () => Promise.resolve(published === undefined ? [] : [{ host: published, port: leg === 'smtp' ? 465 : 993 }]),
    createId: () => 'id',
  })(
    {
      leg,
      address,
      settings: { host: typed, port, username: address, secure: true, allowUnencrypted: false },
      ...(otherHost !== undefined && { otherHost }),
    },
    { confidence: 'certain', leg, ...failures[fails] },
    new AbortController().signal,
  );
  return { asked, proposed };
};

test('with the forty cells of ports there are at least a hundred and twenty', () => {
  expect(hostCells.length + portCells.length + 40).toBeGreaterThanOrEqual(120);
});

test.for(hostCells)('$leg of $address, $typed typed, which $fails: $meant is proposed', async (cell) => {
  const { proposed } = propose(cell, (host) => host === cell.meant);
  const [proposal] = await proposed;
  expect(proposal?.changes.host).toBe(cell.meant);
  // The person sees the new name and types the password again: the stored one goes to no host that was not seen.
  expect(proposal?.needsPassword).toBe(true);
  expect(proposal?.security).not.toBe('cleartext');
});

test.for(hostCells)('$leg of $address, $typed typed, which $fails: what does not work is not offered', async (cell) => {
  const { asked, proposed } = propose(cell, () => false);
  expect(await proposed).toEqual([]);
  expect(new Set(asked).size).toBeLessThanOrEqual(8);
});

test.for(portCells)(
  '$leg on port $typed, where another protocol answers: port $works is proposed, with the stored password',
  async ({ leg, typed, works }) => {
    const proposals = await createProposeRepairs({
      listen: ({ port }) =>
        Promise.resolve(
          port === works
            ? { speaks: port === 465 || port === 993 ? 'implicit-tls' : 'starttls', takesSignIn: true }
            : { speaks: 'something-else' },
        ),
      leadToSameAddress: () => Promise.resolve(false),
      reverseNames: () => Promise.resolve([]),
      createId: () => 'id',
    })(
      {
        leg,
        address: 'ann@own.test',
        settings: { host: 'mail.own.test', port: typed, username: 'ann', secure: true, allowUnencrypted: false },
        otherHost: 'mail.own.test',
      },
      { kind: 'server.wrong_service', stage: 'greeting', confidence: 'certain', leg },
      new AbortController().signal,
    );
    expect(proposals).toMatchObject([{ changes: { port: works }, needsPassword: false }]);
  },
);
