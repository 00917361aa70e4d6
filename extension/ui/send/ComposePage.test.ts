import { parseHTML } from 'linkedom';
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { composeWords as words } from '@kurrier/shared/words/pages/send';
import type { Call } from '../../model/call.ts';
import { createSavedCompose } from '../../model/drafts/saved-compose.ts';
import type { Sender } from '../../model/send/compose-model.ts';
import { createSenderSettings } from '../../model/send/sender-settings-model.ts';
import { ComposePage } from './ComposePage.tsx';

beforeEach(() => {
  const { document, window } = parseHTML('<body></body>');
  vi.stubGlobal('document', document);
  vi.stubGlobal('window', window);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const ada: Sender = { accountId: 'a', address: 'ada@example.org', name: 'ada' };

const open = (from: string) => {
  const call = (() => new Promise(() => {})) as Call;
  const never = () => new Promise<never>(() => {});
  const model = createSavedCompose({ call, append: never, sleep: never, createId: () => 'key', keepDraft: () => Promise.resolve() });
  model.edit({ accountId: from && 'a', from, text: 'half a sentence' });
  const settings = createSenderSettings({ read: () => Promise.resolve(undefined), keep: () => Promise.resolve() });
  const rest = { model, settings, suggest: () => Promise.resolve([]), onDiscard: () => {}, onLeave: () => Promise.resolve(true) };
  return (senders: readonly Sender[] | null) => {
    render(h(ComposePage, { ...rest, senders }), document.body);
    const says = (text: string) => document.body.textContent.includes(text);
    return { area: document.querySelector('textarea'), saysNone: says(words.noSenders), saysCannot: says(words.cannotSend) };
  };
};

test('what is being written stays where it is, the very field, when its account cannot send for a while', () => {
  const draw = open('ada@example.org');
  const { area } = draw([ada]);
  expect(area).not.toBeNull();
  for (const senders of [[], null, [ada]]) {
    const drawn = draw(senders);
    expect(drawn.area).toBe(area);
    expect(drawn.saysNone).toBe(false);
  }
});

test('as long as the accounts are not known it does not say that none can send; once it is known that none can, it does', () => {
  const draw = open('');
  expect(draw(null)).toMatchObject({ area: null, saysNone: false });
  expect(document.querySelector('[role=status]')?.textContent).toBe(words.opening);
  expect(draw([])).toMatchObject({ area: null, saysNone: true });
});

test('it says that the account cannot send, as long as it is known that it cannot, and of this account', () => {
  const draw = open('ada@example.org');
  const other: Sender = { accountId: 'b', address: 'ada@home.example', name: '' };
  expect([null, [ada], [other], [], [other, ada]].map((senders) => draw(senders).saysCannot)).toEqual([false, false, true, true, false]);
});
