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
    return { area: document.querySelector('textarea'), saysNone: document.body.textContent.includes(words.noSenders) };
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
  expect(draw(null)).toEqual({ area: null, saysNone: false });
  expect(document.querySelector('[role=status]')?.textContent).toBe(words.opening);
  expect(draw([])).toEqual({ area: null, saysNone: true });
});
