import { expect, test } from 'vitest';
import { findCodeOrLink } from '../../bridge/src/codes/find-code-or-link.ts';

const url = 'https://lark.example/auth/verify?token=7Kd2';
const linkOf = (subject: string, text: string): string | null => findCodeOrLink({ subject, texts: [text.replace('{}', url)] }).link;

test.each([
  ['Login to your account', 'Your OTP to login: 90417\n\nOR\n\nClick on this link: {}'],
  ['Sign in to Lark', 'Your code is 90417.\nOr click here: {}'],
  ['Anmeldung bei Lark – Login', 'Ihr Code: 90417\n\noder\n\nKlicken Sie auf diesen Link:\n{}'],
  ['Je inlogcode: 660412', 'Plak de code op de inlogpagina.\n\nOf klik: {}'],
  ['Votre code de connexion', 'Code : 90417\n\nOu cliquez sur ce lien : {}'],
  ['Iniciar sesión en Lark', 'Código: 90417\n\nO haz clic en este enlace: {}'],
  ['Вход в Lark', 'Код: 90417\n\nИли нажмите: {}'],
  ['Egiaztatu helbide elektronikoa', 'Egin klik beheko estekan zure helbide elektronikoa egiaztatzeko {}'],
  ['Верификација на е-пошта', 'Верифицирај е-пошта {}'],
  ['Verifikoni emailin', 'Verifiko emailin {}'],
  ['Электрондық поштаны растау', 'Электрондық поштаны растау {}'],
  ['ელფოსტის დადასტურება', 'დაადასტურეთ ელფოსტის მისამართი {}'],
  ['Հաստատել էլ. փոստը', 'Հաստատել էլ. փոստի հասցեն {}'],
  ['Confirm your subscription', 'Follow this link [{}] to confirm your email address.'],
  ['Anmeldung', 'Klicken Sie auf diesen Anmelde-Link [{}], um automatisch angemeldet zu werden.'],
  ['Prihlasovacia linka', 'Prihlasovaciu linku nájdete nižšie:\n{}'],
  ['Přihlašovací odkaz', 'Přihlašovací odkaz: {}'],
  ['Prihlasovacia linka pre Účtovník', 'Linku nájdete nižšie, jej platnosť končí o 22:40.\n\n{}'],
  ['Your sign-in link', 'It works for ten minutes.\n\n{}'],
  ['Din inloggningslänk', 'Den gäller i tio minuter.\n\n{}'],
  ['Fernway - Magic Link', 'Log in with Magic Link {}'],
])('%s: the link signs in or confirms', (subject, text) => {
  expect(linkOf(subject, text)).toBe(url);
});

test.each([
  ['Reset your password to log in', 'Your code is 90417.\n\nOR\n\nClick on this link: {}'],
  ['Log in again', 'Your code is 90417.\n\nOr click here to set a new password: {}'],
  ['New sign-in to Lark', 'A new device signed in. Or click here: {}'],
  ['Sign in to Lark', 'Your code is 90417. If this was not you, click here: {}'],
  ['Sign in to Lark', 'Your code is 90417.\n\nOr click to unsubscribe: {}'],
  ['Your order', 'Pick-up code 90417.\n\nOR\n\nClick on this link: {}'],
  ['Je inlogcode: 660412', 'Of klik om uw wachtwoord te wijzigen: {}'],
  ['Link to reset the password for your login', 'It works for ten minutes.\n\n{}'],
  ['Accounts linked: sign in to see', 'Two of your accounts belong together now.\n\n{}'],
  ['Porosia juaj', 'Konfirmo porosinë {}'],
])('%s: the link does something else', (subject, text) => {
  expect(linkOf(subject, text)).toBeNull();
});

test('one of several links is not taken for the other way to sign in', () => {
  const two = `Your code is 90417.\n\nOr click here: {}\nNews: https://lark.example/n/8812`;
  expect(linkOf('Sign in to Lark', two)).toBeNull();
});
