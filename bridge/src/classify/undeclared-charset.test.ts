import { expect, test } from 'vitest';
import { classify } from './classify.ts';
import { decodeUndeclared } from './undeclared-charset.ts';

const asLatin1 = (bytes: number[]): string => String.fromCharCode(...bytes);
const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

test('text that is what it says is left alone', () => {
  expect(decodeUndeclared('535 authentication failed')).toEqual(['535 authentication failed']);
  expect(decodeUndeclared('Échec : identifiant erroné, réessayez après')).toEqual(['Échec : identifiant erroné, réessayez après']);
  expect(decodeUndeclared('认证失败')).toEqual(['认证失败']);
});

test.for([
  ['UTF-8 read as Latin-1', `535 ${utf8('Неверный логин или пароль')}`, 'auth.invalid_credentials'],
  ['UTF-8 read as Latin-1, one letter', `535 ${utf8('Mot de passe erroné')}`, 'auth.invalid_credentials'],
  // 授权码: "authorization code" in GBK
  [
    'GBK read as Latin-1',
    `535 Login failed: ${asLatin1([0xc7, 0xeb, 0xca, 0xb9, 0xd3, 0xc3, 0xca, 0xda, 0xc8, 0xa8, 0xc2, 0xeb])}`,
    'auth.app_password_required',
  ],
  // "неверный пароль" in windows-1251
  [
    'windows-1251 read as Latin-1',
    `535 ${asLatin1([0xed, 0xe5, 0xe2, 0xe5, 0xf0, 0xed, 0xfb, 0xe9, 0x20, 0xef, 0xe0, 0xf0, 0xee, 0xeb, 0xfc])}`,
    'auth.invalid_credentials',
  ],
])('%s', ([, text, kind]) => {
  expect(classify({ leg: 'smtp', stage: 'sign-in', reply: { text: text! } }).kind).toBe(kind);
});
