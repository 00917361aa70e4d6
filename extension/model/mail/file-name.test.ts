import { expect, test } from 'vitest';
import { safeFileName } from './file-name.ts';

test.each([
  ['report.pdf', 'report.pdf'],
  ['Größe €.pdf', 'Größe €.pdf'],
  ['会議 資料.xlsx', '会議 資料.xlsx'],
  ['Gro\u0308\u00dfe.pdf', 'Größe.pdf'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['..\\..\\boot.ini', '_.._boot.ini'],
  ['C:\\Users\\x\\a.txt', 'C__Users_x_a.txt'],
  ['/etc/shadow', '_etc_shadow'],
  ['photo_\u202Egpj.exe', 'photo_gpj.exe'],
  ['a\u2066\u200E\u200Bb\u00AD.txt', 'ab.txt'],
  ['line\r\nbreak\u0000.txt', 'line break.txt'],
  ['a<b>|c?*":.txt', 'a_b__c____.txt'],
  ['.bashrc', 'bashrc'],
  ['...', 'attachment'],
  ['   ', 'attachment'],
  ['name.txt. . .', 'name.txt'],
  ['CON', '_CON'],
  ['con.txt', '_con.txt'],
  ['Lpt1.tar.gz', '_Lpt1.tar.gz'],
  ['COM¹', '_COM¹'],
  ['console.txt', 'console.txt'],
  [`${'x'.repeat(500)}.docx`, `${'x'.repeat(115)}.docx`],
  [`${'会'.repeat(500)}.docx`, `${'会'.repeat(78)}.docx`],
  [`a.${'x'.repeat(500)}`, `a.${'x'.repeat(118)}`],
])('%j is saved as %j', (name, saved) => {
  expect(safeFileName(name, 'application/octet-stream')).toBe(saved);
});

test.each([
  ['', 'message/rfc822', 'attachment.eml'],
  ['', 'image/png', 'attachment.png'],
  ['', 'application/x-unknown', 'attachment'],
  ['Re: plans.eml', 'message/rfc822', 'Re_ plans.eml'],
])('%j of type %s is saved as %j', (name, type, saved) => {
  expect(safeFileName(name, type)).toBe(saved);
});
