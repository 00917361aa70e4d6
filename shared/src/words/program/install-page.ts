const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character]!);

/** The page that a double click on the installer ends with. It loads nothing and runs nothing. */
export const resultPage = (isGood: boolean, text: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${isGood ? 'Kurrier is ready' : 'Kurrier was not installed'}</title>
<style>:root { color-scheme: light dark } body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem }</style>
<h1>${isGood ? 'Kurrier is ready' : 'Kurrier was not installed'}</h1>
${text
  .split('\n')
  .map((line) => `<p>${escape(line)}</p>`)
  .join('\n')}
</html>
`;
