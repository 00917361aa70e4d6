import { parseArgs } from 'node:util';
import type { DomainReport, Finding, Publication } from '@kurrier/shared/discovery/domain-report';
import { doctorEn as words } from '@kurrier/shared/words/doctor';
import { programDoctorWords as programWords } from '@kurrier/shared/words/program/install';
import { foldersFor } from '../../main/config.ts';
import { assembleDoctor } from '../../main/assemble-discovery.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { checkProgram, type Check } from '../program/check-program.ts';
import { discoverOptions, toDiscoverOverrides } from '../discover-options.ts';

const options = { ...discoverOptions, json: { type: 'boolean' }, data: { type: 'string' } } as const;

/** Examines a domain and prints what it publishes, what is missing, and the exact records to publish. */
export const doctor: Command = {
  summary:
    'examines what a domain publishes for mail programs, without a domain the program on this computer; exit 0 nothing wrong, 1 something wrong or no lookup possible, 2 bad input',
  usage: '[DOMAIN] [--data DIR] [--json] [--resolver HOST:PORT] [--base-url SOURCE=URL] [--ca FILE]',
  async run(args) {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [domain, ...rest] = positionals;
    if (rest.length > 0) throw new UsageError('one domain at most');
    if (domain === undefined) return examineProgram(values.data, values.json);
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    const report = await assembleDoctor(toDiscoverOverrides(values))(domain, stop.signal);
    if (!report) throw new UsageError('that is not a domain');
    console.log(values.json ? JSON.stringify(report, null, 2) : present(report));
    return report.couldNotLook || report.findings.some(({ state }) => state === 'wrong') ? exitCode.failed : exitCode.ok;
  },
};

const examineProgram = async (data: string | undefined, json: boolean | undefined): Promise<number> => {
  const checks = await checkProgram(foldersFor(data).store);
  const isWrong = (check: Check): boolean => !check.isGood && check.what !== 'keyring';
  if (json) console.log(JSON.stringify(checks, null, 2));
  else for (const check of checks) console.log(presentCheck(check, isWrong(check)));
  return checks.some(isWrong) ? exitCode.failed : exitCode.ok;
};

const presentCheck = ({ what, isGood, detail }: Check, isWrong: boolean): string =>
  `${marks[isGood ? 'good' : isWrong ? 'wrong' : 'missing']} ${programWords[what][isGood ? 'good' : 'bad']}${isGood || detail === null ? '' : `\n    ${detail}`}`;

const marks = { good: '✓', missing: '–', wrong: '✗' } as const satisfies Record<Finding['state'], string>;

const present = ({ domain, servers, findings, publish, couldNotLook, tookMs }: DomainReport): string =>
  [
    `${domain} · ${tookMs} ms`,
    ...findings.map(
      ({ check, state, subject, detail }) => `${marks[state]} ${words.checks[check][state]}\n    ${subject}${detail ? `: ${detail}` : ''}`,
    ),
    '',
    couldNotLook
      ? words.couldNotLook.replace('{domain}', () => domain)
      : publish.length > 0
        ? words.publish
        : servers.length > 0
          ? words.nothingToDo
          : words.noServers,
    ...publish.map(presentPublication),
  ].join('\n');

const presentPublication = (publication: Publication): string =>
  publication.kind === 'dns'
    ? `\n${words.publishRecord}:\n${publication.name} IN ${publication.type} ${publication.value}`
    : `\n${words.publishFile.replace('{url}', publication.url)} (${publication.contentType}):\n${publication.body}`;
