import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, RECURSION_DESIRED, AUTHORITATIVE_ANSWER, type Answer } from 'dns-packet';

/** What the server knows of a name. Names are given in lower case, without a trailing dot. */
export interface DnsRecords {
  A?: readonly string[];
  AAAA?: readonly string[];
  MX?: readonly { exchange: string; preference: number }[];
  NS?: readonly string[];
  TXT?: readonly string[];
  SRV?: readonly { target: string; port: number; priority?: number; weight?: number }[];
}

export interface DnsServer extends AsyncDisposable {
  /** HOST:PORT, as `--resolver` takes it. */
  address: string;
  /** Every question asked, as `TYPE name`. */
  questions(): string[];
}

export interface DnsServerOptions {
  /** Names that get no answer. */
  silent?: Pick<RegExp, 'test'>;
  /** How long every answer takes. */
  delayMs?: number;
}

type Zone = Readonly<Record<string, DnsRecords>>;

const nameError = 3;

/**
 * A DNS server over UDP on 127.0.0.1 that knows `zone` and answers "no such name" to all else.
 */
export const startDnsServer = async (
  zone: Zone | ((name: string) => DnsRecords | undefined),
  { silent, delayMs = 0 }: DnsServerOptions = {},
): Promise<DnsServer> => {
  const recordsOf = typeof zone === 'function' ? zone : (name: string) => zone[name];
  const asked: string[] = [];
  let isOpen = true;
  const socket = createSocket('udp4');
  socket.on('message', (bytes, peer) => {
    const query = decode(bytes);
    const question = query.questions?.[0];
    if (!question) return;
    const name = question.name.toLowerCase();
    asked.push(`${question.type} ${name}`);
    if (silent?.test(question.name)) return;
    const records = recordsOf(name);
    const answers = records ? answersOf(question.name, question.type as keyof DnsRecords, records) : [];
    const flags = AUTHORITATIVE_ANSWER | ((query.flags ?? 0) & RECURSION_DESIRED) | (records ? 0 : nameError);
    const response = encode({ type: 'response', id: query.id ?? 0, flags, questions: [question], answers });
    setTimeout(() => isOpen && socket.send(response, peer.port, peer.address), delayMs);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions: () => [...asked],
    [Symbol.asyncDispose]: () => {
      isOpen = false;
      return new Promise((resolve) => socket.close(() => resolve()));
    },
  };
};

const answersOf = (name: string, type: keyof DnsRecords, records: DnsRecords): Answer[] =>
  (records[type] ?? []).map((data): Answer => {
    if (type === 'SRV') return { name, type, ttl: 60, data: { priority: 0, weight: 0, ...(data as { target: string; port: number }) } };
    return { name, type, ttl: 60, data } as Answer;
  });
