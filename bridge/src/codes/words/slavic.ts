import type { Vocabulary } from './vocabulary.ts';

/** Polish, Czech and Slovak, Russian, Ukrainian, Bulgarian and Serbian, Croatian and Slovene. */
export const slavic: readonly Vocabulary[] = [
  {
    strong:
      'kod weryfikac,kod potwierdz,kod autoryz,kod dostępu,kod logowania,kod do logowania,kod bezpieczeń,kod jednorazow,kodu jednorazow,kodem jednorazow,jednorazowy kod,jednorazowego kodu,jednorazowym kodem,jednorazowe hasło,jednorazowego hasła,hasło jednorazowe,hasła jednorazowe,kod odzyskiw,kod uwierzytel,kod sms,hasło sms,hasło nr,kod nr,kod aktywac',
    code: 'kod_,tę liczbę,ten numer,kodu,kodem,cyfr,pin_',
    enter: 'wpisz,podaj,wprowadź,użyj,skopiuj,przepisz,wklej',
    purpose:
      'logow,zalog,weryfik,potwierd,tożsam,dostęp,reset,nowe hasło,nowe urządz,przelew,płatnośc,transakc,autoryz,konto,konta,bezpiecz,rejestr',
    otherTopic:
      'zwrot,reklamac,okaż,pokaż,ankiet,odbior,paczk,paczkomat,skrytk,dostaw,kurier,przesyłk,rezerwac,bilet,kupon,rabat,zniżk,promoc,prezent,podarun,polec,znajom,licencj,spotkan,wifi,wi-fi,drzwi,zamka_,kłódk,płatność otrzyman,konkurs,faktur,wyciąg,koszyk,tylko dziś,wyprzedaż',
    otherNumber:
      'zamówi,faktur,klient,numer sprawy,sprawa,referenc,telefon,tel_,pocztow,nip_,krs_,regon,iban,kart,kończąc,rachunek,umow,produkt,towar,artykuł,zgłosz,błęd,kwot',
    signIn: 'zaloguj,logowani,wejdź',
    confirm: 'tak_,potwierd,zweryfik,aktywuj,weryfik',
    confirmed: 'mail,adres,konto,subskrypc,rejestrac,newsletter,zapis',
    otherLink: 'wizyt,spotkan,zamówi,rezerwac,dostaw,dokument,podpis,umow,faktur,płatnośc,aktywno,śledź,wypisz,nowe logow,zmienion,zablok',
  },
  {
    strong:
      'ověřovací kód,overovací kód,potvrzovací kód,potvrdzovací kód,bezpečnostní kód,bezpečnostný kód,jednorázový kód,jednorázového kód,jednorázovým kód,jednorazový kód,jednorazového kód,jednorazovým kód,jednorázové heslo,jednorázového hesl,jednorázovým hesl,jednorazové heslo,jednorazového hesl,jednorazovým hesl,obnovovací kód,přihlašovací kód,prihlasovací kód,přístupový kód,prístupový kód,autorizační kód,autorizačný kód',
    code: 'kód,kod_,toto číslo,číslic,pin_',
    enter: 'zadejte,zadajte,zadej,opište,opíšte,použijte,použite,vložte,napište',
    purpose:
      'přihl,prihl,ověř,over,potvr,totožnost,přístup,prístup,obnov,nové heslo,nové zaříz,nové zaria,převod,prevod,platb,účet,účt,bezpeč,registr',
    otherTopic:
      'reklamac,reklamác,vrácení zboží,vratk,ukažte,předložte,predložte,průzkum,prieskum,dotazník,vyzved,zásilk,zásielk,balík,box_,rezervac,rezervác,jízdenk,poukaz,kupon,kupón,slev,zľav,dárk,darč,licenc,schůz,stretnut,wifi,dveř,faktur,faktúr,košík,pouze dnes,len dnes,akce_,akcia',
    otherNumber:
      'objednáv,faktur,faktúr,zákazn,variabiln,referenc,telefon,telefón,psč,ičo,dič,iban,kart,číslo účtu,smlouv,zmluv,produkt,zboží,tovar,výrobk,částk,suma_,sumy_,sumu_',
    signIn: 'přihlas,přihlás,přihláš,přihlašovac,prihlás,prihlasovac',
    confirm: 'potvrd,ověř,overiť,aktiv',
    confirmed: 'mail,adres,účet,odběr,odber,registr',
    otherLink: 'schůz,objednáv,rezervac,dokument,podeps,podpís,faktur,platb,aktivit,sledov,odhlás,nové přihl,změněn,zmenen,zablok',
  },
  {
    strong:
      'код подтвержд,код для входа,код входа,код доступа,код безопасн,код проверки,код авториз,код активации аккаунта,одноразовый код,одноразового кода,одноразовым кодом,одноразовый пароль,одноразового пароля,одноразовым паролем,код восстановл,код відновл,проверочный код,код аутентиф,код подтвер,код підтвердж,код для входу,код доступу,код безпеки,одноразовий код,одноразового коду,одноразовим кодом,одноразовий пароль,одноразового пароля,одноразовим паролем,перевірочний код,код за потвърждение,код за вход,код за достъп,еднократен код,еднократния код,еднократна парола,еднократната парола,код за възстановяване,код за потврду,једнократни код,једнократног кода,једнократна лозинка,једнократну лозинку,једнократне лозинке,код за пријаву',
    code: 'код_,это число,этот номер,це число,цей номер,кода_,кодом,коду_,кодът,цифр',
    enter:
      'введите,введіть,введи_,впишите,укажите,вкажіть,используйте,використайте,скопируйте,скопіюйте,въведете,използвайте,унесите,користите',
    purpose:
      'влез,влизан,парола,вход,войти,войдите,входа,вхід,увійти,подтвержд,підтвердж,потвър,потврд,провер,личност,доступ,сброс,нового пароля,новый пароль,новое устройств,перевод,переказ,оплат,платеж,операци,аккаунт,обліков,безопасн,безпек,регистр,реєстр,пријав,авториз,вхожд',
    otherTopic:
      'возврат,поверненн,рекламац,връщане,предъявите,покажите,пред’явіть,покажіть,опрос,опитуван,анкет,получен,отримання,выдач,посылк,посилк,ячейк,постамат,курьер,кур’єр,доставк,бронир,бронюв,билет,квиток,промокод,скидк,знижк,подар,купон,друг_,друзей,лиценз,ліценз,встреч,зустріч,wi-fi,домофон,замка_,замку_,самокат,оплата получена,платеж принят,оплату отримано,розыгрыш,резервац,отстъпк,пратк,счёт_,счет_,квитанц,выписк,рахунок,квитанц,корзин,кошик,только сегодня,лише сьогодні,акци',
    otherNumber:
      'заказ,замовл,счет,счёт,рахун,клиент,клієнт,обращени,звернен,номер дела,телефон,тел_,индекс,індекс,инн_,огрн,едрпоу,єдрпоу,карт,договор,накладн,трек,товар,артикул,продукт,производ,стока,ошибк,помилк,сумм,поръчк,фактур,поруџбин,плательщик,платник',
    signIn: 'войти,войдите,войди_,увійдіть,увійди,влезте,вход,увійти,вхід,влез,вход в,пријав',
    confirm: 'да_,так_,подтверд,підтверд,потвър,потврд,активир,активув,провер',
    confirmed: 'почт,адрес,аккаунт,обліков,подписк,підписк,регистр,реєстр,имейл,рассылк,налог',
    otherLink:
      'встреч,запис,заказ,замовл,бронир,доставк,документ,подпис,підпис,договор,счет,счёт,оплат,активност,отслед,отпис,новый вход,новий вхід,измен,змін,заблок,данные',
  },
  {
    strong:
      'kod za potvrdu,kôd za potvrdu,kod za prijavu,kôd za prijavu,jednokratni kod,jednokratnog kod,jednokratnim kod,jednokratni kôd,jednokratna lozinka,jednokratnu lozinku,jednokratne lozinke,jednokratna zaporka,jednokratnu zaporku,jednokratne zaporke,jednokratna šifra,jednokratnu šifru,verifikacijski kod,sigurnosni kod,potrditvena koda,enkratna koda,enkratno kodo,enkratne kode,enkratno geslo,enkratnega gesla,enkratnim geslom,potrditveno kodo,prijavno kodo,varnostno kodo,prijavna koda,varnostna koda',
    code: 'kôd,koda_,kodo_',
    enter: 'unesite,upišite,ukucajte,koristite,upotrijebite,upotrebite,vnesite,vpišite,uporabite',
    purpose:
      'lozinke,lozinku,zaporke,zaporku,gesla,geslo,prijav,potvrd,potrd,provjer,prever,identitet,pristup,dostop,nova lozinka,novo geslo,uređaj,naprav,plaćanj,plačil,račun,sigurnos,varnost',
    otherTopic:
      'povrat,reklamacij,vračil,pokažite,anket,preuzim,prevzem,paket,dostav,rezervacij,popust,kupon,poklon,daril,licenc,sastan,sestan,wifi,račun br,košaric,samo danas,akcij',
    otherNumber: 'narudžb,naročil,kupc,kupac,poštansk,poštn,proizvod,izdelk,artikl,telefon,oib_,iban,kartic',
    signIn: 'prijavi,prijava,prijavo,uđi',
    confirm: 'potvrdi,potrdi,provjeri,preveri,aktivir',
    confirmed: 'pošt,mail,adres,naslov,račun,pretplat,registracij',
    otherLink: 'narudžb,naročil,rezervacij,dokument,potpi,podpi,plaćanj,aktivnost,odjav,nova prijava,promijen,spremenj,blokir',
  },
];
