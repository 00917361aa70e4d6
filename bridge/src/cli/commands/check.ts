import { parseArgs } from 'node:util';
import { AccountDraft } from '@kurrier/shared/account/account-draft';
import { legs } from '@kurrier/shared/account/connection';
import { hasPastedBlanks } from '@kurrier/shared/account/pasted-blanks';
import { isVerified, type LegVerdict, type VerificationReport } from '@kurrier/shared/account/verdict';
import { describe } from '@kurrier/shared/words/describe-failure';
import { isGuess } from '@kurrier/shared/words/describe-guess';
import { formWords } from '@kurrier/shared/words/pages/form';
import { en } from '@kurrier/shared/words/verdicts-en';
import { mailOptions, readCaFiles } from '../../main/config.ts';
import { createWireLog } from '../../net/wire-log/wire-log.ts';
import { exitCode, type Command } from '../command.ts';
import { parseInput, readStdin } from '../read-input.ts';

/** Verifies an account draft from standard input, stores nothing, and prints the report; `--wire`: and the dialogues, on standard error. */
export const check: Command = {
  summary: 'verifies an account from standard input (JSON); exit 0 verified, 1 failed, 2 bad input',
  usage: '[--json] [--patient] [--wire] [--ca FILE] [--connect-to HOST:PORT:ADDRESS:PORT] < account.json',
  async run(args) {
    const own = { json: { type: 'boolean' }, patient: { type: 'boolean' }, wire: { type: 'boolean' } } as const;
    const { values } = parseArgs({ args, options: { ...mailOptions, ...own } });
    const draft = parseInput(AccountDraft, await readStdin());
    for (const hint of pasteHints(draft)) console.error(hint);
    const { assembleMailServers } = await import('../../main/assemble-mail-servers.ts');
    const { verifyPatiently, verifyQuickly } = assembleMailServers({
      ca: readCaFiles(values.ca),
      connectTo: values['connect-to'],
      ...(values.wire && { wireLog: createWireLog((line) => console.error(line)) }),
    });
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    const report = await (values.patient ? verifyPatiently : verifyQuickly)(draft, { signal: stop.signal });
    console.log(values.json ? JSON.stringify(report) : present(report));
    return isVerified(report) ? exitCode.ok : exitCode.failed;
  },
};

/** On standard error, so that a report as JSON stays one; the password is tried as it stands. */
const pasteHints = (draft: AccountDraft): string[] =>
  legs.flatMap((leg) => {
    const password = draft[leg]?.password;
    return password !== undefined && hasPastedBlanks(password.reveal()) ? [`${leg.toUpperCase()}  ${formWords.hints.pastedBlanks}`] : [];
  });

const present = (report: VerificationReport): string =>
  legs.flatMap((leg) => (report[leg] ? [`${leg.toUpperCase()}  ${presentVerdict(report[leg])}`] : [])).join('\n\n');

const presentVerdict = (verdict: LegVerdict): string => {
  const seconds = (verdict.tookMs / 1000).toFixed(1);
  if (verdict.state === 'verified') {
    const warnings = verdict.warnings.map((warning) => `\n      but: ${describe(warning, en).title}`).join('');
    return `Verified in ${seconds} s (${verdict.security})${warnings}`;
  }
  const { headline, isExact, title, meaning, fix, turn } = describe(verdict.failure, en);
  const name = headline === null || headline === title ? title : isExact ? `${headline}: ${title}` : `${title} (${headline})`;
  const words = verdict.failure.reply ? `\n      The server said: ${verdict.failure.reply.text}` : '';
  if (isGuess(verdict.failure)) return `Failed in ${seconds} s.${words}\n      ${name}\n      ${meaning}\n      ${fix}`;
  return `Failed in ${seconds} s: ${name}\n      ${meaning}\n      ${turn}: ${fix}${words}`;
};
