/** How programs mark what they quote; of Outlook's mark everything after it is the quote. */
const quotes = 'blockquote[type=cite], .gmail_quote, .yahoo_quoted, .moz-cite-prefix + blockquote, .protonmail_quote, .tutanota_quote';
const quoteStarts = '#divRplyFwdMsg, #appendonsend, .moz-email-headers-table';

/** Folds what an answer quotes, so that what its writer says is seen. A message that says nothing of its own, or hands another one on, stays open. */
export const foldQuotes = (body: HTMLElement, label: string): void => {
  const start = body.querySelector(quoteStarts);
  if (start && !start.closest('details')) fold(body, followersOf(start), label);
  for (const quote of Array.from(body.querySelectorAll(quotes)).slice(0, mostQuotes)) {
    if (!quote.closest('details')) fold(body, [quote], label);
  }
};

/** A message with more of them is none that answers. */
const mostQuotes = 20;

const followersOf = (start: Element): Element[] => {
  const found = [start];
  for (let next = start.nextElementSibling; next; next = next.nextElementSibling) found.push(next);
  return found;
};

const textOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, '');

const fold = (body: HTMLElement, quoted: readonly Element[], label: string): void => {
  const first = quoted[0]!;
  const text = quoted.map(textOf).join('');
  const isForwarded = /^\W*-{4,}/.test(text);
  const isAll = textOf(body).length <= text.length;
  if (text === '' || isForwarded || isAll) return;
  const details = body.ownerDocument.createElement('details');
  const summary = body.ownerDocument.createElement('summary');
  summary.textContent = label;
  first.before(details);
  details.append(summary, ...quoted);
};
