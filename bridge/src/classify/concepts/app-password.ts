import { concept } from './concept.ts';

/** A password made for one program, where the account's own is not taken. */
export const appPassword = concept({
  en: 'app(?:lication)?[- ]?(?:specific|based)|app(?:lication)?[- ]pass|apppassword|authori[sz]ation code|secure mail key|mail key|third[- ]party password|(?:separate|dedicated|specific|generated) (?:e-?mail |mail )?password|(?:client|mail program) password|password cannot be used (?:for|by|with|in)|password for (?:your|the) (?:e-?)?mail (?:client|program|app)|not your (?:account|web|normal|regular) password|auth(?:entication)? code|(?:client|device|external|mail(?:box)?|third[- ]party|imap)[- ](?:specific )?password (?:is )?(?:required|needed|must)|(?:two|2)[- ]?(?:factor|step)|\\b[2m]fa\\b|multi-?factor|\\bt?otp\\b|one-?time (?:password|code|pin)|second factor|(?:device|mail program|program) password|password for (?:apps|programs|devices|clients|third)|(?:generate|create) (?:a |an )?(?:token|key|separate|new password for)|one-?off key|(?:two|2)[- ]?(?:step|factor|stage)',
  de: 'an?wendungsspezifisch|app[- ]?(?:passwort|kennwort)|gerate-?passwort|anwendungspasswort|externes? passwort|passwort fue?r e-?mail-?programme|zwei-?faktor|programm-?passw|eigenes passwort f[uü]e?r|app-?kennw|ger[aä]e?te-?(?:passw|kennw)|passwort f[uü]e?r (?:e-?mail|mail|extern|apps?)',
  fr: "mot de passe (?:d'|pour (?:les? |l')?)app|mot de passe (?:sp[eé]cifique|d[eé]di[eé])|double authentification|mot de passe d.application|validation en deux|mot de passe pour (?:les )?(?:clients?|messagerie|logiciel)",
  es: 'contrase[nñ]a (?:de|para|espec[ií]fica)[a-z ]{0,60} ?aplicaci|dos pasos|clave (?:de|para) aplicaci|(?:clave|contrase[nñ]a) (?:para|de) (?:el |los )?(?:programa|cliente|correo)',
  pt: 'senha (?:de|do|para|espec[ií]fica)[a-z ]{0,60} ?app|senha (?:de|do|para|espec[ií]fica)[a-z ]{0,60} ?aplicativo|senha para (?:programas|clientes)',
  it: 'password (?:per|specifica per|di)[a-z ]{0,60} ?app|password (?:dedicata|applicativa)|due fattori|password per (?:l.app|i programmi|il client|la posta)',
  pl: 'has[lł][oa] (?:do |dla )?(?:aplikacji|program)|has[lł][oa] zewn|has[lł]o dla (?:klient|program|aplik)',
  ru: 'парол[ья][а-я ]{0,40} приложени|парол[ья] для внешн|parol prilozh|отдельн[а-я]{1,4} парол|парол[а-я]{1,3} для (?:почтов|приложен|програм|сторон)',
  uk: 'пароль (?:для|до) (?:зовнішн|програм|застосунк)|парол[а-яії]{1,40} застосунк|пароль застосунк|парол[а-яії]{1,40} додатк',
  nl: 'app-?wachtwoord|app-?specifiek|apart wachtwoord|toepassings|wachtwoord voor (?:mail|e-?mail|extern|program)',
  nordic:
    'app-?l[oö]senord|app-?adgangskode|app-?passord|sovellussalasan|l[oö]senord f[oö]r (?:app|mail|e-?post)|(?:passord|adgangskode) (?:for|til) (?:app|mail|e-?post)',
  hu: 'alkalmaz[aá]s[a-z]{0,40}jelsz',
  cs: 'hesl[oa] (?:pro|k) aplikac|hesl[oa] aplikac|hesl[oa] (?:pro|k) (?:po[sš]tov|klient|extern)',
  tr: 'uygulama (?:[sş]ifre|parola)',
  zh: '授权码|授权密码|授權碼|客户端(?:专用)?密码|专用密码|安全密码|应用密码|應用程式(?:專用)?密碼',
  ja: 'アプリ ?パスワード|アプリケーション ?パスワード|専用(?:の)?パスワード',
  ko: '앱 ?비밀번호|애플리케이션 ?비밀번호|앱 ?암호',
  ro: 'parol[aă] (?:de|pentru) aplica',
  el: 'κωδικ[^.]{0,20} εφαρμογ',
  slavic: 'парола за (?:приложени|програм)|lozink[aeu][^.]{0,20} aplikacij|geslo[^.]{0,20} aplikacij',
  asia: 'mật khẩu ứng dụng|sandi aplikasi|kata laluan aplikasi|รหัสผ่าน(?:สำหรับ)?แอป',
  semitic: 'كلمة مرور (?:ال)?تطبيق|סיסמת ה?(?:אפליקצי|יישו)',
  other:
    'contrasenya d.aplicaci|aplikazio-pasahitz|گذرواژه برنامه|رمز برنامه|zwei-?stufen|dwuetap|dwusk[lł]adnik|dvoufaktor|dvoufáz|двухфактор|двоетап|двофактор|tv[aå]faktor|tofaktor|totrinn|kaksivaihe|k[eé]tl[eé]pcs|doi pa[sș]i|iki (?:ad[ıi]m|fakt)|δύο (?:παραγ|βημ)|两步|兩步|双重验证|二段階|2段階|2단계|deux (?:facteurs|[eé]tapes)|dos factores|dois (?:fatores|passos)|due passaggi|twee-?(?:staps|factor)|(?:hai|2) (?:bước|yếu tố)|dua (?:langkah|faktor)|المصادقة الثنائية|דו-שלבי',
  baltic: 'programėlės slapta|lietotnes parol|rakenduse parool',
  sk: 'hesl[oa] (?:pre|na) aplik|hesl[oa] aplik|hesl[oa] pre (?:po[sš]tov|klient|extern)',
});
