import type { Vocabulary } from './vocabulary.ts';

/** English, German, Dutch, Swedish, Danish, Norwegian, Icelandic. */
export const germanic: readonly Vocabulary[] = [
  {
    strong:
      'login phrase,sign-in phrase,log-in phrase,one-time phrase,security phrase,access phrase,verification code,verification pin,confirmation code,security code,one-time code,one time code,one-time pass,one time pass,single-use code,authentication code,authorisation code,authorization code,login code,log-in code,sign-in code,signin code,access code,recovery code,passcode,otp_,one-time pin,two-factor code,2fa code,device code,reset code,approval code',
    code: 'code,pin_,pin1,digits,characters,key_,token_,number below,numbers below,this number,following number,-digit number,digit number',
    enter: 'enter_,type_,use_,paste_,copy_,submit_,input_,fill in,key in,quote_',
    purpose:
      'link your,pair your,backup address,recovery e,recovery address,signs in,logs in,sign in,sign-in,signing in,signin,log in,log-in,login,logging in,verif,confirm,authenticat,identity,identify,access_,reset your password,reset password,password reset,new password,two-factor,two-step,2-step,2fa,new device,unrecognised,unrecognized,transfer,payment,purchase,approve,authoris,authoriz,activate your account,sign up,account,security,finish,one-time',
    otherTopic:
      'return number,return code,returns_,refund,complaint number,show it at,show this,show the following,show the code,show your code,at the door,your tickets,present this,present it,at the desk,at the entrance,at the counter,badge_,badges_,survey,questionnaire,candidate number,code name,pickup,pick-up,pick up code,collect,parcel,locker,delivery code,courier,booking,reservation,itinerary,boarding,check-in,gift,voucher,coupon,promo,discount,% off,save_,sale_,checkout,redeem,referral,refer a,friend,invite code,invitation code,licen,product key,serial,activation key,seats,meeting,webinar,dial-in,dial in,conference id,wi-fi,wifi,wlan,network,door code,door lock,door pin,front door,door opens,door to,main door,key safe,key box,lockbox,padlock,combination,opens with,gate_,entry code,hotel,nights,stay_,flight,airline,handover,deliver,ticket code,tracking,shipment,fingerprint,article,newsletter,regex,raffle,loyalty,points,warranty,invoice,receipt,bill_,statement,~%,payment received,has been credited,new balance,lock code,today only,this weekend,basket,cart_,off your,free shipping,promotion,deal',
    otherNumber:
      'order,invoice,customer,reference,case,ticket,request no,booking,account number,account no,ending,card,phone,tel_,call_,fax,ext_,postal,postcode,post code,zip,sort code,swift,iban,bic_,vat,company no,company code,registered,registration no,reg_,room,unit_,units_,error,product,item,sku,model,policy,contract,member,employee,student,issue_,issues_,build_,builds_,version,port_,rfc,year,copyright,suite,box_,amount,total,balance,qr code,country code,area code,source code,dress code,tax_,taxes_,licence no,serial,batch,flight,seat,gate_,payer,payee,creditor,appointment',
    signIn: 'log in,log-in,login,sign in,sign-in,signin,log me in,sign me in,magic link,continue to,open the app,enter_',
    confirm: 'yes_,confirm,verif,activate,validate,complete,finish,subscribe me,accept',
    confirmed: 'e-mail,email,address,account,subscription,registration,sign-up,signup,sign up,membership,newsletter,it is you,it’s you',
    otherLink:
      'appointment,attendance,meeting,order,booking,reservation,delivery,document,sign the,agreement,contract,invoice,payment,review,activity,track,unsubscribe,privacy,terms,help,support,not you,wasn’t,secure your,rsvp,event_,events_,details,new sign-in,new sign in,new login,signed in from,password changed,was changed,suspended,blocked,closed,locked,job,offer,view',
  },
  {
    strong:
      '~bestätigungscode,~verifizierungscode,~sicherheitscode,~anmeldecode,~logincode,~login-code,~zugangscode,~einmalcode,~einmal-code,~einmalpasswort,~einmal-passwort,~einmalkennwort,~einmal-kennwort,~einmal-pin,einmaliges passwort,einmaliges kennwort,~wiederherstellungscode,~freigabecode,~prüfcode,~authentifizierungscode,tan_,~mobiletan,~mtan_,~smstan,~pushtan,~zahlencode zur,einmaliger code,~aktivierungscode für ihr konto',
    code: '~code,pin_,~zahlenfolge,diese zahl,diese nummer,folgende zahl,folgende nummer,stellige zahl,~ziffern,~schlüssel',
    enter:
      'geben sie,gib_,gebt,eingeben,einzugeben,eintippen,tippen sie,tippe,verwenden sie,verwende_,nutzen sie,nutze_,kopieren,~eintragen,tragen sie',
    purpose:
      'ihr passwort,dein passwort,~anmeld,~anzumelden,einloggen,~login,~bestätig,~verifizier,identität,~zugang,passwort zurück,passwort ändern,neues passwort,~kennwort zurück,neues gerät,unbekannten gerät,überweisung,zahlung,freigabe,freigeben,zwei-faktor,konto,sicherheit,registrier',
    otherTopic:
      '~retoure,~rücksend,~erstattung,reklamation,vorzeigen,zeigen sie,zeige diesen,umfrage,~abhol,~paket,packstation,~schließfach,~zustell,zugestellt,~übergabe,~liefer,~sendung,~buchung,reservierung,gutschein,rabatt,aktionscode,geschenk,~lizenz,seriennummer,produktschlüssel,freunde werben,empfehlung,besprechung,~einwahl,~wlan,wi-fi,~türcode,~schlosscode,zahlung eingegangen,zahlungseingang,einlass,verlosung,~rechnung_,~kontoauszug,nur heute,warenkorb,an der kasse,aktion_,~angebot',
    otherNumber:
      '~bestell,~auftrag,~rechnung,~kundennummer,~kunden-nr,~vorgang,~aktenzeichen,~referenz,~telefon,~tel_,plz_,postleitzahl,hrb_,ust_,ustid,steuernummer,iban,bic_,blz_,~kontonummer,karte,endend,~ticket,~sendungsnummer,~vertrag,~mitglied,~artikel,~produkt,filiale,fehler,zimmer,~version,betrag,~kunden,~termin',
    signIn:
      'anmelden,melden sie sich,melde dich,loggen sie,logge dich,einloggen,jetzt anmelden,~login,~anmeldecode,~anmelde-,~anmeldelink,zur anmeldung,weiter zu',
    confirm: 'ja_,~bestätige,~verifiziere,~aktiviere,schließe deine,schließen sie,~freischalten,~abschließen,~bestätigung',
    confirmed: '~mail,~adresse,~konto,~anmeldung,~registrierung,newsletter,~abo',
    otherLink:
      'termin_,termine_,termins_,terminbestätigung,teilnahme,bestellung,buchung,reservierung,lieferung,dokument,unterschr,vertrag,rechnung,zahlung,aktivität,überprüfen,verfolgen,abmelden,datenschutz,hilfe,neue anmeldung,passwort wurde,geändert,gesperrt,kennwort wurde',
  },
  {
    strong:
      'eenmalig wachtwoord,eenmalige pincode,~verificatiecode,~bevestigingscode,~beveiligingscode,~inlogcode,~toegangscode,~controlecode,eenmalige code,~eenmalig wachtwoord,~aanmeldcode,~herstelcode,~autorisatiecode',
    code: '~code,pin_,~cijfers,dit nummer,dit getal,sleutel',
    enter: 'voer_,vul_,typ_,toets_,gebruik_,kopieer,plak_,invoeren,invullen',
    purpose:
      'in te loggen,aan te melden,~inlog,~aanmeld,bevestig,verifi,identiteit,toegang,inzien,wachtwoord herstel,nieuw wachtwoord,nieuw apparaat,overboeking,betaling,controle,account,beveilig',
    otherTopic:
      'retourcode,retournummer,retourzending,retourlabel,retourneren,uw retour,je retour,laat zien,toon deze,enquête,vragenlijst,~ophaal,~pakket,kluis,bezorg,zending,boeking,reservering,cadeau,korting,kortings,actiecode,licentie,vriend,vergader,wifi,deurcode,slotcode,betaling ontvangen,loterij,~factuur,alleen vandaag,winkelmand,aanbieding',
    otherNumber:
      '~bestel,~factuur,~klantnummer,~zaak,~ordernummer,~referentie,telefoon,postcode,kvk,btw,iban,~kaart,eindigend,~ticket,bedrag,bellen,~klant,~dossier,artikel,product,~afspraak',
    signIn: '~inlog,aanmelden,log in,ga verder',
    confirm: 'bevestig,verifieer,activeer,voltooi',
    confirmed: '~mail,adres,account,aanmelding,inschrijving,nieuwsbrief,registratie',
    otherLink:
      'afspraak,bestelling,boeking,levering,document,ondertek,factuur,betaling,activiteit,bekijk,volg_,volgen_,afmelden,privacy,nieuwe aanmelding,gewijzigd,geblokkeerd',
  },
  {
    strong:
      '~verifieringskod,~bekräftelsekod,~säkerhetskod,~inloggningskod,~engångskod,~engångslösenord,~återställningskod,~gendannelseskode,~nulstillingskode,~gjenopprettingskode,~åtkomstkod,~aktiveringskod,~bekreftelseskode,~sikkerhetskode,~innloggingskode,~engangskode,~engangspassord,~bekræftelseskode,~sikkerhedskode,~engangskode,~verifikationskode,~loginkode,~adgangskode til engang,~staðfestingarkóði,~öryggiskóði',
    code: '~kod_,~koden,~kode,~kóði,pin_,siffror,siffer,ciffer,detta nummer,dette nummer,dette tallet,detta tal',
    enter: 'skriv inn,skriv ind,skriv in,ange_,skriv_,fyll i,använd_,klistra,kopiera,indtast,tast_,brug_,oppgi,bruk_,sláðu',
    purpose:
      '~logga in,~inlogg,~logge inn,~innlogg,~log ind,~logge ind,~login,verifi,bekräft,bekreft,bekræft,identitet,~åtkomst,tilgang,adgang,nytt lösenord,nyt kodeord,nytt passord,ny enhet,överföring,overføring,overførsel,betaling,betalning,konto,säkerhet,sikkerhe',
    otherTopic:
      'retur_,returen,returer,returkod,returnummer,returpak,retursed,refusion,reklamation,visa upp,vis frem,vis denne,enkät,undersökning,undersøgelse,undersøkelse,spørgeskema,~paket,~pakke,~avhämtning,hente,hämta,bokning,booking,reservation,bestilling,presentkort,gavekort,rabatt,rabat,~licens,~lisens,värva,möte,~møde,~møte,wifi,dør_,døren,dørkode,~dørkode,~faktura,varukorg,handlekurv,indkøbskurv,erbjudande,tilbud,bara idag',
    otherNumber:
      '~order,~ordre,~faktura,~kundnummer,~kundenummer,~referens,~referanse,ärende,~sag_,telefon,postnummer,postnr,org.,cvr,iban,kort_,slutar,belopp,beløp,ärendenummer,~artikel,~produkt,vare_,varenummer',
    signIn: 'logga in,~inlogg,logg inn,~innlogg,log ind,~login,skrá inn',
    confirm: 'bekräfta,bekreft,bekræft,verifi,aktiver,staðfest',
    confirmed: '~post,~mail,adress,konto,prenumeration,registrering,abonnement,nyhetsbrev,nyhedsbrev,netfang',
    otherLink:
      'order,bokning,booking,bestilling,dokument,signer,faktura,betaln,aktivitet,spåra,spor_,avsluta,ny inloggning,nyt login,ny innlogging,ändrat,endret,ændret,spärrat',
  },
];
