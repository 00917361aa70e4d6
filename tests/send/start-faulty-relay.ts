import { sayRight, startSmtpRelay, type Message, type Occasion, type Place, type SmtpRelay } from '../servers/start-smtp-relay.ts';
import type { Step } from '../servers/script.ts';

/**
 * A reply, or what happens to the connection instead of one. `taken+close`: the message is taken and nobody is told. `552 too large+gone`:
 * that is said, and the connection closed with what was not read of it, so that it is reset.
 */
export type Answer = `${number} ${string}` | 'close' | 'reset' | 'taken+close' | 'taken+reset';

/** How the server answers in one transaction; what is not given is answered well. */
export interface Behaviour {
  mail?: Answer;
  /** By recipient. */
  rcpt?: Record<string, Answer>;
  data?: Answer;
  /** After so many bytes of content, before its end. */
  content?: { afterBytes: number; answer: Answer };
  /** To the content's end. */
  end?: Answer;
  /** How long that answer is held back. */
  endMs?: number;
}

export interface FaultyRelay extends SmtpRelay {
  /** What was answered for with 2xx, or taken without a word. */
  taken: Message[];
  /** For whom DATA was seen. */
  begunFor: Set<string>;
}

const stepsOf = (answer: Answer): Step[] => {
  if (answer.endsWith('reset')) return [{ fault: 'reset' }];
  if (answer.endsWith('close')) return [{ fault: 'close' }];
  const said: Step = { server: answer.replace('+gone', '') };
  if (answer.endsWith('+gone')) return [said, { fault: 'abandon' }];
  return answer.startsWith('421') ? [said, { fault: 'close' }] : [said];
};

/** A relay that behaves as told: `behave` is asked at each MAIL. */
export const startFaultyRelay = async (
  capabilities: readonly string[],
  behave: (transaction: number) => Behaviour = () => ({}),
): Promise<FaultyRelay> => {
  const taken: Message[] = [];
  const begunFor = new Set<string>();
  const behaviours = new Map<number, Behaviour>();
  let transactions = 0;

  const answerTo = ({ place, connection, address, message }: Occasion): Answer | undefined => {
    if (place === 'MAIL') behaviours.set(connection, behave(transactions++));
    const { mail, rcpt, data, end } = behaviours.get(connection) ?? {};
    if (place === 'DATA') for (const recipient of message?.recipients ?? []) begunFor.add(recipient);
    if (place === 'end' && /^(?:2|taken)/.test(end ?? '2')) taken.push(message!);
    const answers: Partial<Record<Place, Answer | undefined>> = { MAIL: mail, RCPT: rcpt?.[address], DATA: data, end };
    return answers[place];
  };
  const decide = (occasion: Occasion): Step[] => {
    const { content } = behaviours.get(occasion.connection) ?? {};
    if (occasion.place === 'content' && content)
      return [{ clientBytes: content.afterBytes }, ...stepsOf(content.answer), { fault: 'silence' }];
    const answer = answerTo(occasion);
    const said = answer === undefined ? sayRight(occasion) : stepsOf(answer);
    const holdMs = occasion.place === 'end' ? (behaviours.get(occasion.connection)?.endMs ?? 0) : 0;
    return holdMs > 0 ? [{ holdMs }, ...said] : said;
  };
  return { ...(await startSmtpRelay(capabilities, decide)), taken, begunFor };
};
