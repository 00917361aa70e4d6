/** What there is to read in an opened message, as far as it is needed here. */
interface ReadTexts {
  text: string;
  links: readonly { at: number; length: number; address: string }[];
  html: readonly { form: 'html' | 'text'; content: string }[];
}

/** More of an HTML text is not reduced. */
const mostMarkup = 200_000;

/** The text with every address in full again. */
const withLinks = ({ text, links }: ReadTexts): string => {
  let [whole, done] = ['', 0];
  for (const { at, length, address } of links) {
    whole += text.slice(done, at) + address;
    done = at + length;
  }
  return whole + text.slice(done);
};

/** The texts of a message in the order in which they are asked: what is read of it, and what its HTML says where that is another text. */
export const shownTexts = (read: ReadTexts, reduceHtml: (html: string) => string): string[] => {
  const markup = read.html.filter(({ form }) => form === 'html').map(({ content }) => content);
  const shown = withLinks(read);
  const others = markup.length === 0 ? [] : [reduceHtml(markup.join('\n').slice(0, mostMarkup))];
  return [shown, ...others.filter((text) => text.trim() !== shown.trim())];
};
