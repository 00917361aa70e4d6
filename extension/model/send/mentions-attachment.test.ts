import { expect, test } from 'vitest';
import { mentionsAttachment } from './mentions-attachment.ts';

test.each([
  'Please find the report attached.',
  'See attachment',
  'I am attaching two pictures',
  'Enclosed is our offer.',
  'anbei die Rechnung',
  'Im Anhang finden Sie …',
  'Die angehängten Bilder',
  'Veuillez trouver ci-joint le devis',
  'la pièce jointe',
  'Te envío el archivo adjunto',
  'Segue em anexo',
  'In allegato il contratto',
  'Zie de bijlage.',
  'W załączniku faktura',
  'Файл во вложении',
  '資料を添付します',
  '请看附件',
])('%s', (text) => {
  expect(mentionsAttachment('Hello', text)).toBe(true);
  expect(mentionsAttachment('Hello', `> ${text}\nThanks!`)).toBe(false);
  expect(mentionsAttachment('Hello', `Thanks!\n-- \n${text}`)).toBe(false);
  expect(mentionsAttachment('Hello', `Thanks!\n\n---------- Forwarded message ----------\n${text}`)).toBe(false);
});

test('other words do not count, nor the subject of somebody else', () => {
  for (const text of ['I am fond of the reattachmentless', 'unattached', 'adjunction', 'Lunch?', 'detached house', 'anlagenbau ist schwer'])
    expect([text, mentionsAttachment('Hello', text)]).toEqual([text, false]);
  expect(mentionsAttachment('Contract attached', '')).toBe(true);
  expect(mentionsAttachment('Re: Contract attached', 'Thanks')).toBe(false);
});
