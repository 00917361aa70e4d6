/**
 * Assignments of HTML in packages that are never reached here: preact's for `dangerouslySetInnerHTML`, which no component uses, and
 * DOMPurify's for browsers without a DOMParser.
 */
const unused: readonly (readonly [file: RegExp, assignment: RegExp])[] = [
  [/[\\/]preact[\\/]dist[\\/]preact\.(?:module\.js|mjs)$/, /\w+\.innerHTML=\w+\.__html/],
  [/[\\/]dompurify[\\/]dist[\\/]purify\.es\.mjs$/, /doc\.documentElement\.innerHTML = [^;]+/],
];

/**
 * A plugin of Vite that takes them out: whoever reviews the extension for a store need not ask what comes to them. Throws where a package has
 * its assignment in another form than is known.
 */
export const withoutInnerHtml = {
  name: 'without-inner-html',
  transform(code: string, id: string): string | null {
    const found = unused.find(([file]) => file.test(id.replace(/\?.*$/, '')));
    if (!found) return null;
    const changed = code.replace(found[1], 'void 0');
    if (changed === code) throw new Error(`${id} assigns innerHTML in another form than is known`);
    return changed;
  },
};
