/** What people type who have the source, and what those type who have the program. */
const commands: readonly (readonly [string, string])[] = [
  ['npm run -s kurrier -- ', 'kurrier '],
  ['“npm start”', '“kurrier serve”'],
];

/** What the source does alone, and everything that only that needs, is not in a released program. */
const asksForSource = "import.meta.filename.endsWith('command-table.ts')";

/** A plugin of rolldown: in a released program, sentences name its own command, and there is no source to build an extension from. */
export const nameOwnCommand = {
  name: 'name-own-command',
  transform(code: string, path: string): string | null {
    if (/[\\/]command-table\.ts$/.test(path)) return code.replace(asksForSource, 'false');
    if (!/[\\/](?:shared[\\/]src[\\/]words|bridge[\\/]src[\\/]cli)[\\/]/.test(path)) return null;
    return commands.reduce((text, [source, released]) => text.replaceAll(source, released), code);
  },
};
