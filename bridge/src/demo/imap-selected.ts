import { append, removeMessages, tell, type DemoMailbox, type DemoMessage } from './demo-mailbox.ts';
import { createSetMatcher, type Argument } from './imap-arguments.ts';
import { renderFetch } from './render-fetch.ts';

interface SelectedDeps {
  say: (line: string) => void;
  write: (text: string) => void;
  readLine: () => Promise<string>;
}

type FindMailbox = (name: Argument | undefined) => DemoMailbox | undefined;

const deleted = String.raw`\Deleted`;

/** The selected mailbox of a session, as this client last heard of it, and the commands that work on it. */
export const createSelected = ({ say, write, readLine }: SelectedDeps) => {
  let mailbox: DemoMailbox | null = null;
  let known: DemoMessage[] = [];
  let isIdle = false;

  /** What changed since, in the order that the numbers need: what is gone from the end, then how many there are. */
  const tellNews = (): void => {
    if (!mailbox) return;
    const { messages } = mailbox;
    const there = new Set(messages);
    for (let at = known.length - 1; at >= 0; at--) if (!there.has(known[at]!)) say(`* ${at + 1} EXPUNGE`);
    const left = known.filter((message) => there.has(message)).length;
    if (messages.length > left) say(`* ${messages.length} EXISTS`);
    known = [...messages];
  };
  const onChange = () => {
    if (isIdle) tellNews();
  };
  const close = (): void => {
    mailbox?.listeners.delete(onChange);
    mailbox = null;
    known = [];
  };
  const open = (chosen: DemoMailbox, isReadOnly: boolean): string => {
    close();
    mailbox = chosen;
    known = [...chosen.messages];
    chosen.listeners.add(onChange);
    say(String.raw`* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)`);
    say(String.raw`* OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)] Kept`);
    say(`* ${known.length} EXISTS\r\n* 0 RECENT`);
    say(`* OK [UIDVALIDITY ${chosen.uidValidity}] Valid\r\n* OK [UIDNEXT ${chosen.uidNext}] Next`);
    return `OK [READ-${isReadOnly ? 'ONLY' : 'WRITE'}] Opened`;
  };
  const choose = (set: string, byUid: boolean): [sequence: number, message: DemoMessage][] => {
    const isIn = createSetMatcher(set, byUid ? (known.at(-1)?.uid ?? 0) : known.length);
    return known.flatMap((message, at) => (isIn(byUid ? message.uid : at + 1) ? [[at + 1, message]] : []));
  };
  const fetch = ([set, items]: Argument[], byUid: boolean): string => {
    const names = (Array.isArray(items) ? items : [items]).filter((item) => typeof item === 'string');
    const wanted = byUid && !names.includes('UID') ? ['UID', ...names] : names;
    for (const [sequence, message] of choose(String(set), byUid)) write(renderFetch(sequence, message, wanted));
    return 'OK Fetched';
  };
  const store = ([set, item, flags]: Argument[], byUid: boolean): string => {
    const named = (Array.isArray(flags) ? flags : [flags]).filter((flag) => typeof flag === 'string');
    const action = String(item).toUpperCase();
    for (const [sequence, message] of choose(String(set), byUid)) {
      if (action.startsWith('FLAGS')) message.flags.clear();
      for (const flag of named) message.flags[action.startsWith('-') ? 'delete' : 'add'](flag);
      if (!action.endsWith('.SILENT')) write(renderFetch(sequence, message, ['UID', 'FLAGS']));
    }
    if (mailbox) tell(mailbox);
    return 'OK Stored';
  };
  const search = (args: Argument[], byUid: boolean): string => {
    const text = args.map(String);
    const [, , value = ''] = text.slice(text.findIndex((word) => word.toUpperCase() === 'HEADER'));
    const isByHeader = text.some((word) => word.toUpperCase() === 'HEADER');
    const set = text.find((word, at) => /^[\d*]/.test(word) && (byUid ? text[at - 1]?.toUpperCase() === 'UID' : true));
    const among = set === undefined ? choose('1:*', false) : choose(set, byUid);
    const matches = among.filter(([, { source }]) => !isByHeader || source.toString('latin1').includes(value));
    say(`* SEARCH ${matches.map(([sequence, { uid }]) => (byUid ? uid : sequence)).join(' ')}`.trimEnd());
    return 'OK Searched';
  };
  const copy = ([set, name]: Argument[], byUid: boolean, find: FindMailbox, isMove: boolean): string => {
    const target = find(name);
    if (!target || !mailbox) return 'NO [TRYCREATE] No such mailbox';
    const chosen = choose(String(set), byUid).map(([, message]) => message);
    const uids = chosen.map(({ source, flags, date }) => append(target, source, { flags: [...flags], date }));
    const code = `[COPYUID ${target.uidValidity} ${chosen.map(({ uid }) => uid).join(',')} ${uids.join(',')}]`;
    if (!isMove) return `OK ${chosen.length > 0 ? `${code} ` : ''}Copied`;
    if (chosen.length > 0) say(`* OK ${code} Moved`);
    removeMessages(mailbox, chosen);
    return 'OK Moved';
  };
  const expunge = (set: string | null): string => {
    const chosen = (set === null ? choose('1:*', false) : choose(set, true)).map(([, message]) => message);
    if (mailbox)
      removeMessages(
        mailbox,
        chosen.filter(({ flags }) => flags.has(deleted)),
      );
    return 'OK Expunged';
  };
  const idle = async (): Promise<string> => {
    say('+ idling');
    isIdle = true;
    tellNews();
    try {
      await readLine();
    } finally {
      isIdle = false;
    }
    return 'OK Done';
  };
  const answer = async (verb: string, args: Argument[], find: FindMailbox, byUid = false): Promise<string> => {
    if (!mailbox) return 'BAD No mailbox is selected';
    switch (verb) {
      case 'UID':
        return answer(String(args[0]).toUpperCase(), args.slice(1), find, true);
      case 'FETCH':
        return fetch(args, byUid);
      case 'STORE':
        return store(args, byUid);
      case 'SEARCH':
        return search(args, byUid);
      case 'COPY':
      case 'MOVE':
        return copy(args, byUid, find, verb === 'MOVE');
      case 'EXPUNGE':
        return expunge(byUid ? String(args[0]) : null);
      case 'IDLE':
        return idle();
      case 'CHECK':
        return 'OK Done';
      case 'CLOSE':
      case 'UNSELECT':
        close();
        return 'OK Closed';
      default:
        return 'BAD Not known here';
    }
  };
  return { open, answer, tellNews, close };
};
