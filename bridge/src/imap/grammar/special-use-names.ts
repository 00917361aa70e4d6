import type { SpecialUse } from '@kurrier/shared/mail/mail';

/**
 * What servers and other clients call these mailboxes when they make them, in the languages that are common among them:
 * lower case, composed letters (NFC).
 */
export const mailboxNames: Partial<Record<SpecialUse, readonly string[]>> = {
  sent: (
    'sent, sent items, sent messages, sent mail, gesendet, gesendete objekte, gesendete elemente, gesendete, ' +
    'éléments envoyés, envoyés, messages envoyés, enviados, elementos enviados, mensajes enviados, itens enviados, ' +
    'mensagens enviadas, inviati, posta inviata, inviata, verzonden, verzonden items, verzonden berichten, skickat, ' +
    'skickade, skickade objekt, sendt, sendte elementer, sendt post, lähetetyt, wysłane, elementy wysłane, odeslané, ' +
    'odeslaná pošta, odoslané, elküldött, elküldött elemek, trimise, poslano, отправленные, надіслані, изпратени, ' +
    'απεσταλμένα, gönderilmiş öğeler, gönderilenler, 送信済み, 送信済みアイテム, 送信済みメール, 已发送, 已发送邮件, 寄件備份, 寄件匣, 보낸 편지함, 보낸편지함, المرسلة, ' +
    'נשלחו'
  ).split(', '),
  drafts: (
    'drafts, draft, entwürfe, brouillons, borradores, rascunhos, bozze, concepten, utkast, kladder, luonnokset, ' +
    'wersje robocze, szkice, koncepty, rozepsané, piszkozatok, ciorne, черновики, чернетки, чернови, πρόχειρα, taslaklar, ' +
    '下書き, 草稿, 草稿箱, 草稿匣, 임시 보관함, 임시보관함, المسودات, טיוטות'
  ).split(', '),
  trash: (
    'trash, deleted items, deleted messages, deleted, bin, papierkorb, gelöschte objekte, gelöschte elemente, gelöscht, ' +
    'corbeille, éléments supprimés, papelera, elementos eliminados, lixeira, lixo, itens excluídos, cestino, ' +
    'posta eliminata, prullenbak, verwijderde items, papperskorgen, borttaget, papirkurv, slettede elementer, slettet post, ' +
    'roskakori, poistetut, kosz, elementy usunięte, koš, kôš, odstraněná pošta, kuka, törölt elemek, coș de gunoi, корзина, ' +
    'удаленные, удалённые, кошик, видалені, кошче, κάδος απορριμμάτων, çöp kutusu, silinmiş öğeler, ごみ箱, ゴミ箱, 削除済みアイテム, 已删除, ' +
    '已删除邮件, 废件箱, 垃圾桶, 휴지통, 지운 편지함, المهملات, אשפה'
  ).split(', '),
  junk: (
    'junk, spam, junk e-mail, junk email, bulk mail, bulk, unerwünscht, spamverdacht, junk-e-mail, courrier indésirable, ' +
    'indésirables, pourriel, correo no deseado, lixo eletrônico, posta indesiderata, ongewenste e-mail, skräppost, ' +
    'søppelpost, uønsket e-post, roskaposti, niechciane, wiadomości-śmieci, nevyžádaná pošta, levélszemét, спам, ' +
    'нежелательная почта, небажана пошта, ανεπιθύμητα, gereksiz e-posta, önemsiz e-posta, 迷惑メール, 垃圾邮件, 垃圾郵件, 정크 메일, 스팸편지함'
  ).split(', '),
  archive: (
    'archive, archives, archiv, archivio, archivo, arquivo, archief, arkiv, arkisto, archiwum, архив, архів, arşiv, アーカイブ, ' +
    '存档, 归档, 封存, 보관'
  ).split(', '),
};
