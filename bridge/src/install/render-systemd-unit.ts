import { distribution } from '@kurrier/shared/bridge/distribution';
import { environment, serviceCommand, type Program } from './service-command.ts';

/**
 * The user unit of systemd (systemd.service(5)): starts with the session, again after a failure, and not for ever. V8 makes code at run
 * time, so MemoryDenyWriteExecute must stay off.
 */
export const renderSystemdUnit = (program: Program): string => `[Unit]
Description=${distribution.title}: mail for the browser extension
StartLimitIntervalSec=300
StartLimitBurst=5

[Service]
ExecStart=${serviceCommand(program).map(quote).join(' ')}
${Object.entries(environment)
  .map(([name, value]) => `Environment=${name}=${value}`)
  .join('\n')}
Restart=on-failure
RestartSec=5
TimeoutStopSec=20
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
SystemCallArchitectures=native

[Install]
WantedBy=default.target
`;

/** Quoted as systemd.syntax(7) has it: `%` begins a specifier and `$` a variable, also within quotes. */
const quote = (word: string): string =>
  /^[\w@+=:,./-]+$/.test(word)
    ? word
    : `"${word
        .replaceAll(/["\\]/g, String.raw`\$&`)
        .replaceAll('%', '%%')
        .replaceAll('$', '$$$$')}"`;
