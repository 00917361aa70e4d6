/** What people type who have the source, and what those type who have the program. */
const commands: readonly (readonly [string, string])[] = [
  ['npm run -s kurrier -- ', 'kurrier '],
  ['“npm start”', '“kurrier serve”'],
];

/** A plugin of rolldown: in a released program, sentences name its own command. */
export const nameOwnCommand = {
  name: 'name-own-command',
  transform(code: string, path: string): string | null {
    if (!/[\\/](?:shared[\\/]src[\\/]words|bridge[\\/]src[\\/]cli)[\\/]/.test(path)) return null;
    return commands.reduce((text, [source, released]) => text.replaceAll(source, released), code);
  },
};
