import type { Step } from '../account/account.ts';
import type { Capsule } from './capsule.ts';
import type { Failure, Rung } from './failure.ts';
import type { Turn } from './whose-turn.ts';

/**
 * Makes a capsule of a failed leg. `identities` are the user name, the address and whatever else names the person; they are replaced
 * wherever they stand.
 */
export const createCapsule = (
  failure: Failure,
  steps: readonly Step[],
  { identities = [], turn }: { identities?: readonly string[]; turn?: Turn } = {},
): Capsule => {
  const anonymise = createAnonymiser(identities);
  const { kind, confidence, second, leg, stage, host, port, security, code, reply, server, certificate, addresses } = failure;
  return {
    capsule: 1,
    kind,
    confidence,
    ...(second && { second }),
    ...(leg && { leg }),
    stage,
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(security && { security }),
    ...(code && { code }),
    ...(reply && { reply: { ...reply, text: anonymise(reply.text) } }),
    ...(server && { server }),
    ...(certificate && { certificate }),
    ...(addresses && { addresses: addresses.map(({ address, code: outcome }) => ({ address, code: outcome })) }),
    ...(turn && { turn }),
    rungs: steps.flatMap(({ rung, state, detail }) =>
      state === 'running' ? [] : [{ rung, state, ...(detail && { said: isOwnFinding(rung) ? detail : anonymise(detail) }) }],
    ),
  };
};

/** Addresses of the server, and TLS facts: found by this software, not said by the server. */
const isOwnFinding = (rung: Rung): boolean => rung === 'name' || rung === 'connect';

/** The longest identities first, so that an address is not left half-replaced by its own local part. */
const createAnonymiser = (identities: readonly string[]): ((text: string) => string) => {
  const known = [...new Set(identities)].filter((identity) => identity.length > 2).sort((a, b) => b.length - a.length);
  const patterns = known.map(
    (identity) => new RegExp(`(?<![\\p{L}\\p{N}])${identity.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}(?![\\p{L}\\p{N}])`, 'giu'),
  );
  return (text) =>
    patterns
      .reduce((rest, pattern) => rest.replace(pattern, '[user]'), text)
      .replace(/[^\s<>"'(),;:=]+@[^\s<>"'(),;]+/g, '[address]')
      .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '[ip]')
      .replace(
        /(?<![\w:])(?:(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:)+(?::[0-9a-f]{1,4})+|::[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)(?![\w:])/gi,
        '[ip]',
      );
};

/** The capsule for people: a few lines to paste into a message. */
export const capsuleText = ({
  kind,
  confidence,
  second,
  leg,
  stage,
  host,
  port,
  security,
  code,
  reply,
  server: software,
  certificate,
  turn,
  rungs,
}: Capsule): string => {
  const server = [leg, host && `${host}${port === undefined ? '' : `:${port}`}`, security].filter(Boolean).join(' ');
  const lines: [name: string, value: string | undefined][] = [
    ['failed with', second ? `${kind} or ${second} (${confidence})` : `${kind} (${confidence})`],
    ['server', server],
    ['stage', stage],
    ['turn', turn],
    ['code', code],
    [
      'software',
      software && [software.product, software.version, software.provider && `at ${software.provider}`].filter(Boolean).join(' '),
    ],
    ['certificate', certificate && `${certificate.subject}, by ${certificate.issuer}, ${certificate.validFrom} to ${certificate.validTo}`],
    ['names', certificate?.names.join(', ')],
    ['reply', reply?.text.replaceAll('\n', `\n${' '.repeat(13)}`)],
    ...rungs.map(({ rung, state, said }): [string, string] => [rung, said ? `${state}, ${said.replaceAll('\n', ' | ')}` : state]),
  ];
  return ['Kurrier diagnosis', ...lines.filter(([, value]) => value).map(([name, value]) => `${name.padEnd(13)}${value}`)].join('\n');
};

/** The capsule for programs: two spaces, keys in the order of the schema. */
export const capsuleJson = (capsule: Capsule): string => `${JSON.stringify(capsule, null, 2)}\n`;

/** What is copied: the lines for people, and below them the JSON that `kurrier replay` reads. */
export const diagnosisText = (capsule: Capsule): string => `${capsuleText(capsule)}\n\n${capsuleJson(capsule)}`;
