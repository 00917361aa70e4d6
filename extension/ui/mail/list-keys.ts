export type ListCommand =
  | { move: number }
  /** As `move`, and what lies between is selected. */
  | { extend: number }
  | { extendTo: 'first' | 'last' }
  /** To the next message of the conversation that is open, or the one before. */
  | { turn: 1 | -1 }
  | 'select'
  | 'select-all'
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
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>,
  rowsInSight: number,
): ListCommand | null => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'z') return 'undo';
  if ((event.ctrlKey || event.metaKey) && event.key === 'a') return 'select-all';
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const command = commands(rowsInSight)[event.shiftKey ? event.key.replace(/^[JK]$/, (key) => key.toLowerCase()) : event.key] ?? null;
  if (!event.shiftKey || command === null || typeof command === 'string') return command;
  if ('move' in command) return { extend: command.move };
  return 'to' in command ? { extendTo: command.to } : command;
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
  x: 'select',
  n: { turn: 1 },
  p: { turn: -1 },
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
