import { distribution } from '@kurrier/shared/bridge/distribution';
import { escapeXml } from './escape-xml.ts';
import { serviceCommand, type Program } from './service-command.ts';

/**
 * The task of Windows' Task Scheduler (Task Scheduler Schema 1.2): runs at this user's logon, also on battery, for as long as it takes, and
 * again when it failed. conhost runs the console program without a window; without it one would flash and stay.
 */
export const renderScheduledTask = (program: Program, user: string): string => {
  const words = ['--headless', ...serviceCommand(program)].map(quote).join(' ');
  return `<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${distribution.title}: mail for the browser extension</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>${escapeXml(user)}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${escapeXml(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>5</Count>
    </RestartOnFailure>
    <Hidden>true</Hidden>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>conhost.exe</Command>
      <Arguments>${escapeXml(words)}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
};

/** Quoted as CommandLineToArgvW reads it; paths cannot hold quotation marks. */
const quote = (word: string): string => (/^[\w:\\/.=-]+$/.test(word) ? word : `"${word.replace(/\\+$/, '$&$&')}"`);
