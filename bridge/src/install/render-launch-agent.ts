import { distribution } from '@kurrier/shared/bridge/distribution';
import { escapeXml } from './escape-xml.ts';
import { environment, serviceCommand, type Program } from './service-command.ts';

const text = (value: string): string => `<string>${escapeXml(value)}</string>`;

/** The LaunchAgent of macOS (launchd.plist(5)): starts with the session, and again, after ten seconds, when it ended with a failure. */
export const renderLaunchAgent = (program: Program): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  ${text(distribution.launchAgent)}
  <key>ProgramArguments</key>
  <array>
${serviceCommand(program)
  .map((word) => `    ${text(word)}`)
  .join('\n')}
  </array>
  <key>EnvironmentVariables</key>
  <dict>
${Object.entries(environment)
  .map(([name, value]) => `    <key>${name}</key>\n    ${text(value)}`)
  .join('\n')}
  </dict>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>10</integer>
  <key>ProcessType</key>
  <string>Background</string>
  <key>Umask</key>
  <integer>63</integer>
</dict>
</plist>
`;
