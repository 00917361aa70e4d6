import type { Vocabulary } from './vocabulary.ts';

/** Turkish, Hungarian, Finnish, Estonian, Lithuanian, Latvian, Greek. */
export const otherEurope: readonly Vocabulary[] = [
  {
    strong:
      'doğrulama kod,onay kod,onay şifre,giriş kod,güvenlik kod,tek kullanımlık,tek seferlik,kurtarma kod,sıfırlama kod,erişim kod,işlem şifre,aktivasyon kodunuz,sms şifre',
    code: 'kod,bu sayıyı,bu numarayı,rakam',
    enter: 'girin,giriniz,yazın,yazınız,kullanın,kullanınız,kopyala,yapıştır',
    purpose:
      'giriş,doğrula,onay,kimlik,erişim,sıfırla,yeni parola,yeni şifre,yeni cihaz,havale,ödeme,işlem,hesap,hesab,güvenlik,kayıt,oturum',
    otherTopic:
      'iade,gösteriniz,gösterin,anket,teslim,kargo,kurye,paket,dolap,rezervasyon,bilet,pnr_,kupon,indirim,kampanya,hediye,arkadaş,davet,lisans,toplantı,wi-fi,wifi,kapı,kilit,çekiliş,puan,fatura,ekstre,sepet,sadece bugün,fırsat',
    otherNumber:
      'sipariş,fatura,müşteri,referans,talep,telefon,tel_,posta kod,mersis,vergi,iban,kart,biten,sözleşme,takip,hata,ürün,stok,tutar,numaralı',
    signIn: 'giriş yap,oturum aç,giriş',
    confirm: 'evet_,onayla,doğrula,etkinleştir,aktif',
    confirmed: 'posta,mail,adres,hesap,hesab,abonelik,üyelik,kayd,kayıt,bülten',
    otherLink:
      'randevu,sipariş,rezervasyon,teslim,belge,imza,sözleşme,fatura,ödeme,etkinlik,incele,takip,iptal,yeni oturum,yeni giriş,değiştirildi,askıya,bilgiler',
  },
  {
    strong:
      '~ellenőrző kód,~megerősítő kód,~biztonsági kód,~belépési kód,~bejelentkezési kód,egyszer használatos,egyszeri jelsz,egyszeri kód,~helyreállító kód,~visszaállító kód,~hitelesítő kód,~jóváhagyó kód',
    code: '~kód,számjegy',
    enter: 'írja be,írd be,adja meg,add meg,használja,használd,másolja,másold,gépelje',
    purpose:
      '~bejelent,~belép,~megerősít,~ellenőrz,~azonos,~hozzáfér,új jelszó,~visszaállít,új eszköz,átutalás,fizetés,~fiók,~biztonság,~regisztr,jóváhagy',
    otherTopic:
      '~visszaküld,~reklamáció,~mutassa fel,~felmutat,~kérdőív,~felmérés,~átvét,~csomag,~szállít,~foglal,jegy_,~kupon,~kedvezmény,~akció,ajándék,~licenc,~értekezlet,wifi,számla_,kosár,csak ma',
    otherNumber: '~rendel,~számla,~ügyfél,~hivatkoz,telefon,irányítószám,adószám,iban,kártya,~termék,~cikk,~szerződés,összeg',
    signIn: 'bejelentkez,belép,lépj be,lépjen be,jelentkez',
    confirm: 'megerősít,ellenőriz,aktivál,jóváhagy',
    confirmed: 'mail,~cím,~fiók,~feliratkoz,~regisztr,hírlevél',
    otherLink:
      'időpont,~rendel,~foglal,~szállít,dokumentum,aláír,~számla,~fizet,~tevékenység,követés,leiratkoz,új bejelent,megváltoz,zárol',
  },
  {
    strong:
      'sisselogimiskood,~vahvistuskood,~turvakood,~kirjautumiskood,~kertakäyttö,~kertakood,~kertasalasana,~kertakirjautumi,~vahvistusnumero,~varmennuskood,~tunnistuskood,~kinnituskood,~turvakood,ühekordne,ühekordse,~taastekood,~patvirtinimo kod,~saugos kod,vienkartin,~prisijungimo kod,~apstiprinājuma kod,~drošības kod,vienreizēj,~piekļuves kod',
    code: '~koodi,kood_,kodas,kodą,kods_,kodu_',
    enter: 'syötä,syöttämäl,anna_,antamalla,kirjoita,käytä,näppäile,kopioi,sisesta,kasuta,įveskite,įvesk,naudokite,ievadi,izmanto',
    purpose:
      '~kirjaut,~vahvist,~henkilöllis,~tunnist,uusi salasana,uusi laite,tilisiirto,~maksu,tili_,~tilisi,~turvalli,logi_,sisse,kinnita,isik,makse,konto,prisijung,patvirtin,tapatyb,mokėj,paskyr,pieteik,apstiprin,identitāt,maksāj,kont',
    otherTopic:
      '~palautus,tagastus,grąžin,atgriež,näytä tämä,esitä koodi,~kysely,küsitlus,aptauj,apklaus,~nouto,~paket,~lokero,~toimitus,~varaus,lippu,~alennus,~kampanja,lahja,~lisenssi,~kokous,wifi,pakiautomaa,siunt,rezerv,nuolaid,atlaid,sūtījum,lasku_,ostoskor,vain tänään,arve_,ostukorv,sąskait,rēķin',
    otherNumber:
      '~tilaus,~lasku,~asiakas,~viite,puhelin,~postinumero,y-tunnus,iban,~tuote,toode,toote,prekė,preč,kortti,tellimus,arve,klient,telefon,užsak,sąskait,pasūt,rēķin',
    signIn: 'kirjaudu,~kirjautumislin,logi sisse,prisijung,pieslēg,ieiet',
    confirm: 'vahvista,kinnita,patvirtin,apstiprin,aktivoi',
    confirmed: 'sähköposti,osoite,osoitte,tili,tilaus,uutiskirje,rekister,meil,e-post,konto,pašt,paskyr,past,kont',
    otherLink: 'varaus,toimitus,asiakirja,allekirjoit,lasku,maksu,tapahtum,seuraa,peruuta,uusi kirjautuminen,vaihdettu,lukittu',
  },
  {
    strong:
      'κωδικός επαλήθευσης,κωδικός επιβεβαίωσης,κωδικός ασφαλείας,κωδικός πρόσβασης,κωδικός σύνδεσης,κωδικός μίας χρήσης,κωδικός μιας χρήσης,κωδικό μιας χρήσης,κωδικού μίας χρήσης,κωδικός ανάκτησης,κωδικό ανάκτησης,κωδικό επαλήθευσης,κωδικό επιβεβαίωσης,κωδικό μίας χρήσης',
    code: 'κωδικ,ψηφί',
    enter: 'εισαγάγετε,εισάγετε,πληκτρολογ,χρησιμοποι,αντιγρά',
    purpose: 'σύνδεσ,συνδεθ,επαλήθευσ,επιβεβαί,ταυτότητ,πρόσβασ,επαναφορ,νέο κωδικό,νέα συσκευή,μεταφορ,πληρωμ,λογαριασμ,ασφάλει,εγγραφ',
    otherTopic: 'παραλαβ,δέμα,θυρίδα,παράδοσ,κράτησ,εισιτήρι,κουπόν,έκπτωσ,προσφορ,δώρο,φίλο,άδεια,σύσκεψ,wifi,τιμολόγ,καλάθι,μόνο σήμερα',
    otherNumber: 'παραγγελ,τιμολόγ,πελάτ,αναφορ,τηλέφων,τηλ_,ταχυδρομ,τ.κ.,αφμ,iban,κάρτα,προϊόν,είδους,ποσό',
    signIn: 'σύνδεση,συνδεθ,είσοδος',
    confirm: 'επιβεβαί,επαλήθευσ,ενεργοποί',
    confirmed: 'email,e-mail,διεύθυνσ,λογαριασμ,εγγραφ,συνδρομ',
    otherLink: 'ραντεβού,παραγγελ,κράτησ,παράδοσ,έγγραφ,υπογρ,τιμολόγ,πληρωμ,δραστηριότ,παρακολούθ,διαγραφ,νέα σύνδεση,άλλαξε,κλειδώ',
  },
];
