export type ListCommand =
  | { move: number }
  | { to: 'first' | 'last' }
  | 'open'
  | 'close'
  | 'trash'
  | 'toggle-read'
  | 'undo'
  | 'star'
  | 'archive'
  | 'junk'
  | 'pick'
  | 'reply'
  | 'reply-all'
  | 'forward'
  | 'keys';

/** What a key means in a list of messages; null where it means nothing here. Keys with Ctrl, Alt or Meta are the browser's. */
export const commandOf = (
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  rowsInSight: number,
): ListCommand | null => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'z') return 'undo';
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  return commands(rowsInSight)[event.key] ?? null;
};

const commands = (rowsInSight: number): Record<string, ListCommand> => ({
  j: { move: 1 },
  ArrowDown: { move: 1 },
  k: { move: -1 },
  ArrowUp: { move: -1 },
  PageDown: { move: rowsInSight },
  PageUp: { move: -rowsInSight },
  Home: { to: 'first' },
  End: { to: 'last' },
  Enter: 'open',
  ' ': 'open',
  Escape: 'close',
  Delete: 'trash',
  Backspace: 'trash',
  u: 'toggle-read',
  o: 'open',
  '#': 'trash',
  s: 'star',
  e: 'archive',
  '!': 'junk',
  v: 'pick',
  r: 'reply',
  a: 'reply-all',
  f: 'forward',
  '?': 'keys',
});

/** Keys that a reader needs for itself: they scroll. */
export const isScrollKey = (key: string): boolean =>
  ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', ' ', 'Enter', 'Backspace'].includes(key);
