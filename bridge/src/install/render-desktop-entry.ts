import { distribution } from '@kurrier/shared/bridge/distribution';
import { quoteForShell } from './quote-for-shell.ts';
import { serviceCommand, type Program } from './service-command.ts';

/**
 * The autostart entry for sessions that systemd does not start (Desktop Application Autostart Specification): starts the unit where a user
 * manager runs all the same, else the bridge itself.
 */
export const renderDesktopEntry = (program: Program, unit: string | null): string => {
  const serve = `exec ${serviceCommand(program).map(quoteForShell).join(' ')}`;
  const script = unit === null ? serve : `systemctl --user start ${unit} 2>/dev/null || ${serve}`;
  return `[Desktop Entry]
Type=Application
Name=${distribution.title}
Comment=Mail for the browser extension
Exec=/bin/sh -c ${quoteForExec(script)}
NoDisplay=true
Terminal=false
X-systemd-skip=true
`;
};

/** Quoted twice, for what follows `Exec=`: as a word of Exec, where `%` begins a field code, and as a string of the file, where a backslash is one of two. */
export const quoteForExec = (text: string): string =>
  `"${text
    .replaceAll(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('%', '%%')
    .replaceAll('\\', String.raw`\\`)}"`;
