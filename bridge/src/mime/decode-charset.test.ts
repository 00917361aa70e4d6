import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decodeCharset } from './decode-charset.ts';
import { guessCharset } from './guess-charset.ts';

const decode = (bytes: Uint8Array, label = '', ...others: string[]): string => decodeCharset(bytes, { label, others, guess: guessCharset });

const samples: Record<string, string[]> = {
  'euc-kr': ['주말특가', '(광고) 주말특가', '안녕하세요. 회의 일정을 알려드립니다.'],
  gbk: ['会议通知', '您好，请查收附件中的发票。谢谢！', '联通'],
  big5: ['會議通知', '您好，請查收附件中的發票。謝謝！'],
  shift_jis: ['会議のお知らせ', 'こんにちは。明日の会議の資料を送ります。'],
  'euc-jp': ['会議のお知らせ', 'こんにちは。明日の会議の資料を送ります。'],
  'windows-1251': ['Привет', 'Счет на оплату', 'Привет, как дела? Встреча завтра.'],
  'koi8-r': ['Привет', 'Re: Встреча завтра'],
  cp866: ['Привет, как дела?'],
  'windows-1252': ['Grüße', 'Liebe Grüße aus München', 'Año nuevo', 'é', 'H\u00F6he – „so“ für 10 €'],
  'windows-1250': ['Dziękuję za zamówienie', 'Příliš žluťoučký kůň úpěl ďábelské ódy'],
  'windows-1253': ['Καλημέρα, τι κάνετε;'],
  'windows-1255': ['שלום, מה שלומך היום?'],
  'windows-1256': ['مرحبا كيف حالك اليوم'],
  'windows-874': ['สวัสดีครับ ประชุมพรุ่งนี้'],
};
const rows = Object.entries(samples).flatMap(([charset, texts]) => texts.map((text) => [charset, text] as const));

test.each(rows)('%s as it says: %s', (charset, text) => {
  expect(decode(iconv.encode(text, charset), charset)).toBe(text);
});

/** Two characters of GB 2312 that are UTF-8 as well are decided by what they are called alone. */
test.each(rows.filter(([, text]) => text !== '联通'))('%s, unsaid or under a name that nobody knows: %s', (charset, text) => {
  for (const label of ['', 'us-ascii', 'x-unknown', 'klingon']) expect(decode(iconv.encode(text, charset), label), label).toBe(text);
});

test.each(rows.filter(([charset]) => !charset.startsWith('windows-125') || charset === 'windows-1251'))(
  '%s, called Western or UTF-8: %s',
  (charset, text) => {
    if (text === '联通') return;
    for (const label of ['iso-8859-1', 'windows-1252', 'utf-8']) expect(decode(iconv.encode(text, charset), label), label).toBe(text);
  },
);

test.each(rows)('UTF-8, called %s: %s', (charset, text) => {
  if (text.length < 2) return;
  expect(decode(Buffer.from(text), charset)).toBe(text);
  expect(decode(Buffer.from(text), 'iso-8859-1')).toBe(text);
});

test.each<[name: string, label: string, bytes: Buffer, text: string]>([
  ['cp437', 'cp437', iconv.encode('Grüße, señor', 'cp437'), 'Grüße, señor'],
  ['cp850', 'IBM850', iconv.encode('Grüße, coração', 'cp850'), 'Grüße, coração'],
  ['cp850, called windows-1252', 'windows-1252', iconv.encode('schöne Grüße aus Köln', 'cp850'), 'schöne Grüße aus Köln'],
  ['cp437, unsaid', '', iconv.encode('schöne Grüße aus Köln', 'cp437'), 'schöne Grüße aus Köln'],
  ['utf-7', 'UTF-7', Buffer.from('Gr+APwA3w-e +- 1'), 'Grüße + 1'],
  ['utf-7, by another name', 'unicode-1-1-utf-7', Buffer.from('Hi Mom -+Jjo--!'), 'Hi Mom -☺-!'],
  ['iso-2022-kr', 'ISO-2022-KR', Buffer.from('\x1b$)C\x0e>H3gGO<<?d\x0f!\r\nabc', 'latin1'), '안녕하세요!\r\nabc'],
  ['iso-2022-kr, unsaid', '', Buffer.from('\x1b$)C\x0e>H3gGO<<?d\x0f!', 'latin1'), '안녕하세요!'],
  ['iso-2022-jp, unsaid', 'us-ascii', Buffer.from('\x1b$B2q5D\x1b(B', 'latin1'), '会議'],
  ['iso-2022-jp, by a name of its own', '_iso-2022-jp$ESC', Buffer.from('\x1b$B2q5D\x1b(B', 'latin1'), '会議'],
  ['hz', 'HZ-GB-2312', Buffer.from('~{VPND~} ~~'), '中文 ~'],
  ['utf-16 without a mark', 'utf-16', Buffer.from('Grüße', 'utf16le'), 'Grüße'],
  ['utf-16 with a mark, unsaid', '', Buffer.from('\uFEFF会議', 'utf16le'), '会議'],
  ['utf-16be', 'utf-16', Buffer.from('Grüße', 'utf16le').swap16(), 'Grüße'],
  ['ASCII, called utf-16', 'utf-16', Buffer.from('Hello there'), 'Hello there'],
  ['a name with punctuation', '"x-windows-1251"', iconv.encode('Привет', 'windows-1251'), 'Привет'],
  ['a name with more behind it', 'koi8-r; format=flowed', iconv.encode('Привет', 'koi8-r'), 'Привет'],
  ['win1251', 'WIN-1251', iconv.encode('Да', 'windows-1251'), 'Да'],
  ['utf8mb4', 'utf8mb4', Buffer.from('é'), 'é'],
  ['koi8-r, called windows-1251', 'windows-1251', iconv.encode('Привет, как дела', 'koi8-r'), 'Привет, как дела'],
  ['windows-1251, called koi8-r', 'koi8-r', iconv.encode('Привет, как дела', 'windows-1251'), 'Привет, как дела'],
  ['euc-jp, called iso-2022-jp', 'iso-2022-jp', iconv.encode('会議のお知らせ', 'euc-jp'), '会議のお知らせ'],
  [
    'UTF-8 with a broken byte',
    'utf-8',
    Buffer.from('Gr\xc3\xbc\xc3\x9fe aus M\xc3\xbcnchen und K\xc3\xb6ln \xff', 'latin1'),
    'Grüße aus München und Köln \uFFFD',
  ],
  // Dovecot puts 0x80 in the place of a NUL.
  [
    'UTF-8 with few letters and a byte in the place of a NUL',
    'utf-8',
    Buffer.concat([Buffer.from('Dzień dobry, dziękuję!'), Buffer.from([0x80])]),
    'Dzień dobry, dziękuję!\uFFFD',
  ],
  ['capital umlauts alone', 'iso-8859-1', Buffer.from('ÄÖÜ äöü ß', 'latin1'), 'ÄÖÜ äöü ß'],
  ['decoration', 'iso-8859-1', Buffer.from('×××××××× §§ ··········', 'latin1'), '×××××××× §§ ··········'],
  ['Icelandic', 'iso-8859-1', Buffer.from('það er góð hugmynd, þú ættir að prófa', 'latin1'), 'það er góð hugmynd, þú ættir að prófa'],
  ...['“Hello” she said', 'Price: 10 €', 'naïve café', '© 2026', '™ and ®', 'à', '1½ cups', '«Bonjour»', 'Hr. Øst', 'x² + y²'].flatMap(
    (text) =>
      ['', 'iso-8859-1', 'utf-8'].map((label): [string, string, Buffer, string] => [
        `${text}, called ${label}`,
        label,
        iconv.encode(text, 'windows-1252'),
        text,
      ]),
  ),
  ['nothing', 'utf-8', Buffer.alloc(0), ''],
])('%s', (_, label, bytes, text) => {
  expect(decode(bytes, label)).toBe(text);
});

test('what names the charset elsewhere counts where the text says nothing, and where it is wrong', () => {
  const bytes = iconv.encode('Zażółć gęślą jaźń', 'iso-8859-2');
  expect(decode(bytes, '', 'iso-8859-2')).toBe('Zażółć gęślą jaźń');
  expect(decode(iconv.encode('Привет', 'koi8-r'), 'utf-8', 'koi8-r')).toBe('Привет');
});

/** Texts of some length in each language, and every other charset that they might be said to be in. */
const eastAsian: Record<string, string[]> = {
  shift_jis: [
    'こんにちは。明日の会議の資料を送ります。よろしくお願いします。',
    'お世話になっております。先日ご依頼いただいた見積書を添付いたしますので、ご確認くださいますようお願い申し上げます。',
  ],
  'euc-jp': [
    'こんにちは。明日の会議の資料を送ります。よろしくお願いします。',
    'お世話になっております。先日ご依頼いただいた見積書を添付いたしますので、ご確認くださいますようお願い申し上げます。',
  ],
  gbk: [
    '您好，请查收附件中的发票。我们明天上午开会。谢谢！',
    '尊敬的客户：感谢您选择我们的产品，本月账单已经生成，请于月底之前完成付款，如有疑问请与客服联系。',
  ],
  big5: [
    '您好，請查收附件中的發票。我們明天上午開會。謝謝！',
    '親愛的顧客您好：感謝您訂購本公司的商品，您的訂單已經出貨，請於三日內注意收件，如有任何問題請與我們聯絡。',
  ],
  'euc-kr': [
    '안녕하세요. 회의 일정을 알려드립니다. 내일 오전에 만나요.',
    '고객님의 주문이 정상적으로 접수되었습니다. 배송 조회는 홈페이지에서 확인하실 수 있으며, 문의 사항은 고객센터로 연락해 주시기 바랍니다.',
  ],
};
const crossed = Object.entries(eastAsian).flatMap(([charset, texts]) =>
  texts.flatMap((text) => Object.keys(eastAsian).map((label) => [charset, label, text] as const)),
);

test.each(crossed)('%s, called %s: %s', (charset, label, text) => {
  expect(decode(iconv.encode(text, charset), label)).toBe(text);
});

const hanAlone: [text: string, charsets: string[]][] = [
  ['東京都千代田区霞関一丁目一番一号 日本国政府 総務省', ['euc-jp', 'shift_jis']],
  ['請求書送付 株式会社山田商事', ['euc-jp', 'shift_jis']],
  ['議題一 前回議事録確認 議題二 来年度予算案審議', ['euc-jp', 'shift_jis']],
  ['神奈川県横須賀市久里浜 海上自衛隊 艦艇公開', ['euc-jp', 'shift_jis']],
  ['订单确认 上海贸易有限公司', ['gbk']],
  ['项目进度报告 财务部 李明', ['gbk']],
  ['訂單確認 台灣貿易股份有限公司', ['big5', 'gbk']],
  ['臺北市信義區市府路一號 郵遞區號 聯絡電話', ['big5', 'gbk']],
];
const hanCrossed = hanAlone.flatMap(([text, charsets]) =>
  charsets.flatMap((charset) => ['gbk', 'gb2312', 'big5', 'euc-jp', 'shift_jis'].map((label) => [charset, label, text] as const)),
);

test.each(hanCrossed)('Chinese characters alone: %s, called %s: %s', (charset, label, text) => {
  // Without a guess, too: the bytes decide.
  expect(decodeCharset(iconv.encode(text, charset), { label })).toBe(text);
});

test.each([
  ['gbk', 'こんにちは。明日の会議の資料を送ります。よろしくお願いします。'],
  ['gbk', '繁體中文訊息以國標擴展碼編寫，請查收附件，謝謝您的合作與支持。'],
  ['gbk', '秋天的枫叶飘落湖畔，渔夫撑篙哼着古老歌谣'],
  ['gbk', '武汉长江大桥维修封闭交通管制通告'],
  ['gbk', '会议通知'],
  ['euc-jp', '夏季休業期間 八月十日 十五日迄 緊急連絡先 警備会社'],
  ['euc-jp', '薔薇 檸檬 麒麟 鳳凰 葡萄 珈琲'],
  ['gbk', '中华人民共和国北京市海淀区中关村大街一号 邮政编码 联系电话 收件人 王小明'],
  ['big5', '臺北市信義區市府路一號 郵遞區號 聯絡電話 收件人 王小明 先生'],
  ['euc-jp', '議題一 前回議事録確認 議題二 来年度予算案審議 議題三 役員改選 議題四 次回開催日程 以上'],
  ['shift_jis', '東京都千代田区霞関一丁目一番一号 日本国政府 総務省 情報通信政策課 御中 第三回会議議事録'],
  ['euc-jp', '東京都千代田区霞関一丁目一番一号 日本国政府 総務省 情報通信政策課 御中 第三回会議議事録'],
  ['euc-kr', '大韓民國 法律 第一號 國會 本會議 議決 公布 政府組織法 改正 理由書'],
])('unusual, but %s as it says: %s', (charset, text) => {
  expect(decode(iconv.encode(text, charset), charset)).toBe(text);
});
