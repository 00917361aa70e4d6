import { commands } from '../../bridge/src/cli/command-table.ts';
import { exitCode } from '../../bridge/src/cli/command.ts';

/** The text of docs/command-line.md: every command as its help has it. */
export const describeCommands = async (): Promise<string> => {
  const sections: string[] = [];
  for (const [name, load] of Object.entries(commands)) {
    const { summary, usage } = await load();
    sections.push(
      `## \`${name}\`\n\n\`\`\`\nkurrier ${`${name} ${usage}`.trim()}\n\`\`\`\n\n${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    );
  }
  return [intro, ...sections].join('\n\n') + '\n';
};

const intro = `# The command line

<!-- Written by \`npm run docs\` from the help of each command; do not edit. -->

Installed it is \`kurrier COMMAND\`, from its source \`npm run -s kurrier -- COMMAND\`. \`kurrier --version\` says which one it is,
\`kurrier help\` lists the commands, \`kurrier COMMAND --help\` tells one of them.

Exit codes: ${exitCode.ok} it is so or was done, ${exitCode.failed} it is not so or could not be done, ${exitCode.badInput} the words or the input mean nothing. Nothing is printed in colours,
with or without NO_COLOR. Passwords are read from standard input alone.`;
