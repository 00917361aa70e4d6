import type { Vocabulary } from './vocabulary.ts';

/**
 * Bengali, Tamil, Telugu, Marathi and Punjabi; Swahili and Afrikaans; Kazakh, Uzbek and Azerbaijani; Georgian and Armenian; Basque,
 * Albanian and Macedonian. Links are not read in the first row.
 */
export const further: readonly Vocabulary[] = [
  {
    strong:
      '~যাচাইকরণ কোড,~নিশ্চিতকরণ কোড,~লগইন কোড,~নিরাপত্তা কোড,~ওটিপি,~சரிபார்ப்புக் குறியீ,~சரிபார்ப்பு குறியீ,~உறுதிப்படுத்தல் குறியீ,~உள்நுழைவுக் குறியீ,~ஓடிபி,~ధృవీకరణ కోడ్,~లాగిన్ కోడ్,~ఓటీపీ,~पडताळणी कोड,~सत्यापन क्रमांक,~ਤਸਦੀਕ ਕੋਡ,~ਪੁਸ਼ਟੀਕਰਨ ਕੋਡ,~ਓਟੀਪੀ',
    code: '~কোড,~குறியீ,~కోడ్,~ਕੋਡ',
    enter: '~লিখুন,~ব্যবহার করুন,~দিন,~உள்ளிட,~பயன்படுத்த,~నమోదు,~ఉపయోగించ,~टाका,~वापरा,~ਦਰਜ,~ਵਰਤੋ',
    purpose: '~লগইন,~যাচাই,~নিশ্চিত,~অ্যাকাউন্ট,~உள்நுழை,~சரிபார்,~கணக்கு,~లాగిన్,~ధృవీక,~ఖాతా,~पडताळ,~खाते,~ਲਾਗਇਨ,~ਖਾਤ',
    otherTopic: '~পার্সেল,~ডেলিভারি,~ছাড়,~কুপন,~বুকিং,~টিকিট,~রিচার্জ,~பார்சல்,~தள்ளுபடி,~டிக்கெட்,~முன்பதிவு,~పార్సెల్,~తగ్గింపు,~టికెట్,~सवलत,~ਛੋਟ',
    otherNumber: '~অর্ডার,~চালান,~ইনভয়েস,~ট্রানজ্যাকশন,~গ্রাহক,~ফোন,~ஆர்டர்,~விலைப்பட்டியல்,~வாடிக்கையாளர்,~தொலைபேசி,~ఆర్డర్,~ఇన్‌వాయిస్,~ఫోన్,~ਆਰਡਰ,~ਫੋਨ',
  },
  {
    strong:
      'nambari ya uthibitisho,nambari yako ya uthibitisho,msimbo wa uthibitisho,msimbo wako wa uthibitisho,nenosiri la mara moja,nambari ya usalama,msimbo wa kuingia,verifikasiekode,verifiëringskode,bevestigingskode,sekuriteitskode,eenmalige kode,eenmalige pin',
    code: 'msimbo,kode_',
    enter: 'ingiza,weka_,andika,tumia_,voer_,tik_,gebruik_',
    purpose: 'kuingia,ingia_,uthibitisho,thibitisha,akaunti,malipo,usalama,aanmeld,verifieer,bevestig,rekening,sekuriteit',
    otherTopic: 'kifurushi,punguzo,kuponi,tiketi,nafasi uliyo,zawadi,pakkie,aflewering,afslag,bespreking,geskenk',
    otherNumber: 'agizo,ankara,mteja,simu_,kumbukumbu,salio,bestelling,faktuur,kliënt,telefoon,verwysing',
    signIn: 'ingia_,kuingia,meld aan',
    confirm: 'thibitisha,washa akaunti,bevestig,verifieer',
    confirmed: 'barua pepe,anwani,akaunti,e-pos,adres,rekening',
    otherLink: 'agizo,malipo,hati_,bestelling,betaling,dokument',
  },
  {
    strong:
      'кіру коды,растау коды,тексеру коды,қауіпсіздік коды,бір реттік код,бір реттік құпия,қалпына келтіру коды,tasdiqlash kod,kirish kod,bir martalik kod,bir martalik parol,xavfsizlik kod,təsdiq kod,doğrulama kod,giriş kod,təhlükəsizlik kod,birdəfəlik',
    code: 'код_,коды,кодыңыз,kodi_,kodingiz,kodu_,kodunuz',
    enter: 'енгізіңіз,пайдаланыңыз,теріңіз,kiriting,foydalaning,daxil edin,istifadə edin',
    purpose: 'кіру,растау,тексеру,аккаунт,тіркел,kirish,tasdiq,hisob,təsdiq,daxil ol,hesab,qeydiyyat',
    otherTopic:
      'сәлемдеме,жеткізу,жеңілдік,сыйлық,билет,броньда,posilka,yetkazib,chegirma,chipta,sovgʻa,bağlama,çatdırılma,endirim,bilet,hədiyyə',
    otherNumber: 'тапсырыс,шот_,клиент,телефон,buyurtma,hisob-faktura,mijoz,telefon,sifariş,faktura,müştəri',
    signIn: 'жүйеге кір,kirish,daxil ol',
    confirm: 'раста,белсендір,tasdiqla,faollashtir,təsdiqlə,aktivləşdir',
    confirmed: 'пошта,мекенжай,аккаунт,тіркел,pochta,manzil,hisob,e-poçt,ünvan,hesab',
    otherLink: 'тапсырыс,төлем,құжат,buyurtma,to‘lov,hujjat,sifariş,ödəniş,sənəd',
  },
  {
    strong:
      '~ერთჯერადი კოდ,~დადასტურების კოდ,~ვერიფიკაციის კოდ,~შესვლის კოდ,~უსაფრთხოების კოდ,~ერთჯერადი პაროლ,~հաստատման կոդ,~մուտքի կոդ,~միանգամյա,~անվտանգության կոդ',
    code: '~კოდი,~კოდს,~კოდია,~կոդ',
    enter: '~შეიყვანეთ,~გამოიყენეთ,~აკრიფეთ,~մուտքագրեք,~օգտագործեք',
    purpose: '~შესვლ,~დადასტურ,~ვერიფიკაცი,~ანგარიშ,~უსაფრთხო,~մուտք,~հաստատ,~հաշիվ',
    otherTopic: '~ამანათ,~მიწოდებ,~ფასდაკლებ,~ბილეთ,~ჯავშან,~საჩუქ,~ծանրոց,~զեղչ,~տոմս,~ամրագր',
    otherNumber: '~შეკვეთ,~ინვოის,~კლიენტ,~ტელეფონ,~თანხა,~պատվեր,~հաճախորդ,~հեռախոս',
    signIn: '~შესვლა,~შედით,~մուտք',
    confirm: '~დაადასტურ,~გააქტიურ,~հաստատ,~ակտիվաց',
    confirmed: '~ელფოსტ,~მისამართ,~ანგარიშ,~փոստ,~հասցե,~հաշիվ',
    otherLink: '~შეკვეთ,~გადახდ,~დოკუმენტ,~պատվեր,~վճար,~փաստաթ',
  },
  {
    strong:
      'egiaztapen-kode,egiaztapen kode,sartzeko kode,segurtasun-kode,segurtasun kode,behin erabiltzeko,kodi i verifikimit,kodi i konfirmimit,kodi i sigurisë,kodi i hyrjes,kodi juaj i verifikimit,fjalëkalim njëpërdorimësh,fjalëkalimi njëpërdorimësh,kodi i rikuperimit,еднократна лозинка,еднократната лозинка,еднократниот код,код за верификација,кодот за верификација,код за потврда,кодот за потврда,код за најава,безбедносен код,еднократен код',
    code: 'kodea,kodi_,kodin_,кодот',
    enter: 'idatzi,sartu_,erabili,shkruani,vendosni,përdorni,внесете,впишете,користете,користи_,употребете,копирај',
    purpose: 'sartzeko,egiaztatu,saioa,kontua,hyrje,identifiko,verifik,konfirm,llogari,најав,потврд,верифи,автенти,лозинка,сметка',
    otherTopic: 'paketea,deskontu,kupoi,erreserba,sarrera-txartel,pako,zbritje,biletë,rezervim,попуст,пратка,билет,резервациј',
    otherNumber: 'eskaera,faktura,bezero,telefono,porosi,faturë,klient,telefon,нарачк,фактур,клиент,телефон',
    signIn: 'saioa hasi,hasi saioa,sartu_,hyni_,hyr_,kyçuni,најави,автентицирај,влези_',
    confirm: 'egiazta,berretsi,aktibatu,verifiko,konfirmo,aktivizo,верифицирај,потврди,потврдете,активирај',
    confirmed: 'helbide,kontua,posta,emailin,adresën,llogari,регистрим,пошта,адреса,сметка',
    otherLink: 'eskaera,ordainketa,dokumentu,hitzordu,porosi,pagesë,dokument,takim,нарачк,плаќањ,документ,состанок,пријавување од',
  },
];
