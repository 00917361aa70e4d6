import { succeed } from '@kurrier/shared/failure/outcome';
import { expect, test } from 'vitest';
import type { OpenedMailbox } from '../imap/on-demand/opened-mailbox.ts';
import { moveElsewhere, type Before } from './move-or-remove.ts';

/** One that is there and one that is not, each with a Message-ID and without. */
const messages = [
  { uid: 1, messageId: '<1@mail.test>' },
  { uid: 2, messageId: null },
  { uid: 3, messageId: '<3@mail.test>' },
  { uid: 4, messageId: null },
];
const there = [1, 2];

const moveAfter = async (capability: string, before: Before) => {
  const opened: Partial<OpenedMailbox> = {
    capabilities: new Set([capability]),
    search: async () => succeed(there),
    move: async () => succeed(null),
    copy: async () => succeed(null),
    remove: async () => succeed(null),
  };
  const moved = await moveElsewhere(opened as OpenedMailbox, messages, 'Later', before);
  return moved.ok && moved.value && { gone: moved.value.gone, uncertain: moved.value.uncertain };
};

test.each<[string, string, Before, { gone: number[]; uncertain: number[] }]>([
  ['a first try, MOVE', 'MOVE', { wasTried: false, arrived: null }, { gone: [3, 4], uncertain: [] }],
  ['a first try, COPY', 'UIDPLUS', { wasTried: false, arrived: null }, { gone: [3, 4], uncertain: [] }],
  ['nothing has arrived, MOVE', 'MOVE', { wasTried: true, arrived: new Set() }, { gone: [3], uncertain: [4] }],
  ['nothing has arrived, COPY', 'UIDPLUS', { wasTried: true, arrived: new Set() }, { gone: [3], uncertain: [2, 4] }],
  ['one has arrived, MOVE', 'MOVE', { wasTried: true, arrived: new Set([3]) }, { gone: [], uncertain: [4] }],
  ['one has arrived, COPY', 'UIDPLUS', { wasTried: true, arrived: new Set([1, 3]) }, { gone: [], uncertain: [2, 4] }],
  ['that cannot be told, MOVE', 'MOVE', { wasTried: true, arrived: null }, { gone: [], uncertain: [3, 4] }],
  ['that cannot be told, COPY', 'UIDPLUS', { wasTried: true, arrived: null }, { gone: [], uncertain: [1, 2, 3, 4] }],
])('of what is not there it is said whether others took it, or nobody knows: %s', async (_, capability, before, expected) => {
  expect(await moveAfter(capability, before)).toEqual(expected);
});
