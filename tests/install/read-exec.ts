/** The words after `Exec=`, as the Desktop Entry Specification reads them: first the escapes of a string, then the quotes of Exec. */
export const readExec = (entry: string): string[] => {
  const value = /^Exec=(.*)$/m.exec(entry)![1]!.replaceAll(/\\(.)/g, '$1');
  const words = value.match(/"(?:[^"\\]|\\.)*"|\S+/g)!;
  return words.map((word) =>
    word
      .replaceAll(/^"|"$/g, '')
      .replaceAll(/\\(["`$\\])/g, '$1')
      .replaceAll('%%', '%'),
  );
};
