import { expect, test } from 'vitest';
import { reduceHtml } from './html-to-text.ts';

const newsletter = `<!doctype html><html><head><title>News</title><style>p{color:red}</style></head><body style="font-size:0">
<div style="display: none; max-height:0">A preview &zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;&#847; &#847; &#847; </div>
<table width="100%" role="presentation"><tr><td>
  <table><tr><td><a href="https://acme.example/"><img src="https://acme.example/logo.png" alt="Acme"></a></td><td width="20"></td>
    <td><a href="https://acme.example/view?m=1">View online</a></td></tr></table>
</td></tr><tr><td>
  <h1>Autumn sale</h1><p>Dear&nbsp;Ann,<br>everything is <b>half</b> the price.</p>
  <table><tr><td><a href="https://acme.example/sale">Shop now</a></td></tr></table>
  <img src="https://track.example/p.gif" width="1" height="1" alt="">
</td></tr></table>
<!--[if mso]><p>for Outlook</p><![endif]--><p style="MSO-HIDE:ALL;DISPLAY:NONE">hidden, too</p>
<p>Write to <a href="mailto:help@acme.example">help@acme.example</a> or <a href="#top">go up</a>.</p></body></html>`;

test.each<[name: string, html: string, text: string]>([
  [
    'a newsletter',
    newsletter,
    '[Acme] [https://acme.example/] | View online [https://acme.example/view?m=1]\n\nAutumn sale\n\nDear\u00A0Ann,\neverything is half the price.\n\nShop now [https://acme.example/sale]\n\nWrite to help@acme.example or go up.',
  ],
  [
    'a table of data',
    '<p>Yours:</p><table><thead><tr><th>Item<th>Count<th>Price</thead><tbody><tr><td>Note <i>book</i><td>2<td>€ 9<tr><td>Pen<td><td>€ 1</table><p>Thanks</p>',
    'Yours:\n\nItem | Count | Price\nNote book | 2 | € 9\nPen | | € 1\n\nThanks',
  ],
  ['a table without headings', '<table><tr><td>wide</td><td></td><td>table</td></tr></table>', 'wide | table'],
  ['cells of several lines', '<table><tr><td><p>left</p><p>more</p></td><td>right</td></tr></table>', 'left\n\nmore\n\nright'],
  ['a hidden cell', '<table><tr><td>a</td><td style="display:none">b</td><td>c</td></tr></table>', 'a | c'],
  ['lists in lists', '<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>', ' • one\n   • inner\n • two'],
  ['a numbered list', '<ol start="9"><li>a</li><li>b</li></ol>', ' 9.  a\n 10. b'],
  ['a definition list', '<dl><dt>term</dt><dd>what it is</dd></dl>', 'term\nwhat it is'],
  ['quotes', 'Yes.<blockquote>Shall we?<blockquote>When?</blockquote></blockquote>', 'Yes.\n\n> Shall we?\n> \n> > When?'],
  ['preformatted text', '<p>x</p><pre>  if (a)\n\tb();\n</pre>', 'x\n\n  if (a)\n\tb();\n'],
  ['line breaks', 'a<br>b<br><br><br><br>c', 'a\nb\n\nc'],
  ['a link that shows where it leads', '<a href="https://a.example/">https://a.example/</a>', 'https://a.example/'],
  [
    'a link that shows something else',
    '<a href="https://evil.example/">https://bank.example/</a>',
    'https://bank.example/ [https://evil.example/]',
  ],
  ['a link without a text', '<a href="https://a.example/"><img src="x"></a>', 'https://a.example/'],
  ['a link without end', `<a href="data:,${'x'.repeat(5_000)}">x</a>`, `x [data:,${'x'.repeat(1_994)}…]`],
  ['pictures', '<img alt="A plan" src="cid:1"><img alt="" src="x"><img src="y">', '[A plan]'],
  ['what is no text', '<script>a</script><style>b</style><template>c</template><select><option>d</select><textarea>e</textarea>f', 'f'],
  ['joined letters', '<p>می\u200Cخواهم 👩\u200D💻</p>', 'می\u200Cخواهم 👩\u200D💻'],
  ['nothing', '', ''],
  ['no HTML', 'a < b & c', 'a < b & c'],
])('%s', (_, html, text) => {
  expect(reduceHtml(html)).toBe(text);
});

/** As much as is fetched of a part. */
const whole = (piece: string): string => piece.repeat(Math.floor((256 * 1024) / piece.length));

test.each([
  ['nested tables', whole('<table><tr><td>')],
  ['nested blocks', whole('<div>')],
  ['nested letters', whole('<b>')],
  ['nested letters that are closed', `${'<b>'.repeat(37_000)}x${'</b>'.repeat(37_000)}`],
  ['nested quotes', whole('<blockquote>a')],
  ['nested lists', whole('<ul><li>a')],
  ['many cells', `<table><tr>${whole('<td>x')}`],
  ['many rows', `<table>${whole('<tr><td>x')}`],
  ['a table that begins late', `<table>${'<a>'.repeat(9_000)}${'<tr><td>'.repeat(20_000)}`],
  ['tags without end', whole('<a')],
  ['blanks', whole('\u00A0')],
  ['marks', whole('\u200C ')],
  ['hidden', whole('<p style="display:none">')],
])('hostile, %s: it ends before the test does', { timeout: 8_000 }, (_, html) => {
  expect(reduceHtml(html).length).toBeLessThanOrEqual(html.length);
});
