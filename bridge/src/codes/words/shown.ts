import type { Vocabulary } from './vocabulary.ts';

/** What is said of a code that is shown or told to somebody who stands there: a guard, a driver, a desk, a terminal. By language. */
export const shown: readonly Vocabulary[] = [
  {
    shown:
      'to the guard,at the gate,at the desk,at the front desk,at reception,at the counter,at the entrance,at the door,at the kiosk,at the machine,to the driver,your driver,to the courier,show it at,show this code,show the code,show the following code,present this code,present the code,present it at',
  },
  {
    shown:
      'am schalter,am empfang_,beim empfang_,beim pförtner,an der kasse,am einlass,am eingang_,am automaten,am terminal,dem fahrer,dem zusteller,zeigen sie den code,zeigen sie diesen code,diesen code vor,den code vor',
  },
  {
    shown:
      'aan de balie,bij de balie,bij de zuil,aan de zuil,aan het loket,bij de receptie,de chauffeur,de bezorger,toon deze code,toon de code,laat deze code,laat de code zien',
  },
  {
    shown:
      'i receptionen,i disken,vid entrén,för personalen,till föraren,visa koden,visa denna kod,vis koden,vis denne kode,i skranken,ved indgangen,ved inngangen,til sjåføren,til chaufføren',
  },
  {
    shown:
      'à l’accueil,à la borne,à l’automate,à l’entrée,au gardien,à la réception,au livreur,au chauffeur,présentez le code,présentez ce code,présenter le code,présenter ce code,montrez ce code,montrez le code',
  },
  {
    shown:
      'al guardia,en recepción,en la recepción,en el mostrador,en la entrada,en la taquilla,en el torno,en la máquina,al conductor,al repartidor,presente el código,presente este código,muestre el código,muestre este código,enseñe el código',
  },
  {
    shown:
      'ao entregador,ao motorista,ao porteiro,na portaria,na recepção,na receção,no balcão,na entrada,apresente o código,apresente este código,mostre o código,mostre este código',
  },
  {
    shown:
      'al custode,alla reception,allo sportello,all’ingresso,al totem,al tornello,alla colonnina,al corriere,all’autista,mostra il codice,mostra questo codice,presenta il codice,presenta questo codice,mostri il codice',
  },
  { shown: 'arătați codul,prezentați codul,la recepție,la ghișeu,la intrare,șoferului,curierului' },
  { shown: 'okaż kod,pokaż kod,przy okienku,w recepcji,przy wejściu,w automacie,w biletomacie,kierowcy,kurierowi,ochronie_' },
  {
    shown:
      'na recepci,na recepcii,na přepážce,u vchodu,pri vchode,řidiči,vodičovi,kurýrovi,kuriérovi,ukažte kód,předložte kód,predložte kód',
  },
  {
    shown:
      'покажите код,предъявите код,назовите код,на ресепшен,на входе,у стойки,водителю,курьеру,охране_,покажіть код,пред’явіть код,назвіть код,водієві,кур’єру,на рецепції,покажете кода,на рецепцията,на шофьора',
  },
  { shown: 'pokažite kod,pokažite kôd,na recepciji,na šalteru,na ulazu,vozaču,dostavljaču,pokažite kodo,na vhodu,vozniku' },
  { shown: 'kuryeye,sürücüye,görevliye,güvenliğe,gişede,danışmada,girişte gösterin,kodu gösterin,kodu söyleyin' },
  { shown: 'mutassa fel,a recepción,a pultnál,a bejáratnál,az automatában,a sofőrnek,a futárnak' },
  { shown: 'näytä koodi,vastaanotossa,tiskillä,ovella,kuljettajalle,kuriirille,näita koodi,vastuvõtus' },
  { shown: 'δείξτε τον κωδικό,στη ρεσεψιόν,στην είσοδο,στο γκισέ,στον οδηγό' },
  { shown: '~出示,~签到,~簽到,~自助机,~闸机,~工作人员,~快递员,~司机,~前台,~工作人員,~司機,~櫃檯' },
  { shown: '~係員,~精算機,~発券機,~受付機,~受付で,~窓口で,~ご提示,~提示して,~配達員,~ドライバーに' },
  { shown: '~직원에게,~정산기,~키오스크,~기사에게,~기사님,~제시해,~제시하,~안내데스크,~창구' },
  {
    shown:
      'xuất trình,cho nhân viên,tại quầy,cho tài xế,tunjukkan kode,di resepsionis,di loket,kepada pengemudi,kepada kurir,tunjukkan kod',
  },
  {
    shown: '~للحارس,~للسائق,~للمندوب,~في الاستقبال,~عند المدخل,~أظهر الرمز,~לנהג,~לשליח,~בקבלה,~בכניסה,~הציגו את הקוד,~به راننده,~در پذیرش',
  },
];
