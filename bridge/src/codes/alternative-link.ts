const or =
  '(?:or|oder|of|ou|o|oppure|eller|tai|vagy|lub|albo|nebo|alebo|ili|ali|sau|или|або|чи|veya|ya da|η|או|أو|یا|hoac|atau|또는|または|或者?|या)';
const onlyOr = new RegExp(String.raw`^\P{L}*${or}\P{L}*$`, 'u');
const beginsWithOr = new RegExp(String.raw`^\P{L}*${or}(?!\p{L})`, 'u');
/** `Click this link`, in the form of `toComparable`. */
const click =
  /(?<!\p{L})(?:click|tap |follow|press|open |klik|klick|cliqu|clic|kattint|apasa|нажм|перейд|клацн|натисн|кликн|tikla|κλικ|לחצ|לחץ|اضغط|انقر|کلیک|bam vao|nhap vao|클릭|링크|リンク|クリック|点击|點擊|链接|連結|क्लिक|คลิก)/u;
/** What would be set by the link, and signs nobody in. */
const password =
  /passw|mot de passe|contrase|senha|wachtwoord|hasl|hesl|парол|sifre|parola|salasan|jelsz|losenord|adgangskode|κωδικο. προσβ|סיסמ|كلمة|گذرواژه|mat khau|비밀번호|パスワード|密码|密碼/u;

/**
 * Whether a link is offered as another way to do what its message asks for: `Or click here:`, or `Click this link:` below an `OR`. `label`
 * is what stands before it, `above` the line over that, `title` the subject, all made by `toComparable`. A link that sets a password is none.
 */
export const isAlternativeLink = ({ label, above, title }: { label: string; above: string; title: string }): boolean =>
  click.test(label) && (beginsWithOr.test(label) || onlyOr.test(above)) && ![label, title].some((said) => password.test(said));

/** `Your sign-in link`, `Magic Link`, `Prihlasovacia linka`. */
const linkWord =
  /(?<!\p{L})(?:\p{L}{2,}-?)?(?:link(?:a|u|et|en|ki|ek)?|lien|enlace|odkaz|lenke|lank(?:en)?|baglantisi)(?!\p{L})|ссылк|посиланн|връзк|رابط|קישור|リンク|链接|連結|링크/u;

/** Whether a subject, made by `toComparable`, announces a link and no password: then the only one for one person is that. */
export const announcesLink = (title: string): boolean => linkWord.test(title) && !password.test(title);
