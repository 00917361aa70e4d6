/** Characters that most sentences, subjects and addresses in Chinese, of either writing, and in Japanese are made of, in code point order. */
const common = new Set(
  '一丁七万三上下不与且世业东两个中为主么义之九也书了予事二于五些交产京人什今从他付代以们件价任企伊会传但位住佐体何作你使來' +
    '依便係保信修個們候假做催傳像價元先光入全兩八公六共关其内円再决几出函分切刘则別利别到制則前劃劉力加务动動務募化北区區十千' +
    '午华協单南即历原去县参又及反发取受变口古只可号司各合吉同名后向听启告员命和品員商問單営四回因国國土在地场培基報場境声处変' +
    '外多大天太头契女她好如委子存学它安完定实客室家實審对导対将將對導小少就屋展山川州工己已市师带師席帳帶常平年并幾应店府度座' +
    '建开式张張強强当形役很後得御心必応快思急性总您情想意愛感應成我或戶户所手才打承技把报担持指振据授採接提據支收改放政教敬数' +
    '整數文料新方无日早时明是時曜更書最會月有服望期木本术机权李村条来杨東松林果査校株样格案梅條械検楊業楼様樂樓樣横橋機權次款' +
    '歡正此歷比氏民气気氣水求決沒没治法注活流浜海添清渡演灣火点為無然物特王现現理環生產用田由申电男町界番當発登發白百的目直相' +
    '省看県真着知码研确確碼示社祝票私种科稅程税種究空立竹第等简算管節簡类系約紧経結絡給統經続緊総締編總经结给统编美義老者而联' +
    '聯聲聽能自至致臺色节萬藤處號行術街表被裡製西要見規親覺觀见观规觉解言訂計討訓記設許話該認說説読課調請論講謝識議變讓计订认' +
    '让训记许论设识话该说请谢財貨費資質購财账货贵资走起路身車边辺込达过迎运返还这进送這通造連進運過道達遞選邀還邊那邮郎部郵都' +
    '配里重量金鈴銀録银镇長长門開間関關门问间阪附陈限院陳際难集難電非面頂項預領頭頼題額願類顧项领题食飲駅體高黃黄點',
);

/** Fewer characters say nothing. */
const fewest = 8;

/**
 * How much of the Han characters of a text is common, 0 to 1; null where there are too few to say. Of a text that is read in the wrong
 * charset it is about as much as there are common ones among all: a tenth.
 */
export const shareOfCommonHan = (text: string): number | null => {
  let [count, found] = [0, 0];
  for (const [character] of text.matchAll(/\p{Script=Han}/gu)) {
    count++;
    if (common.has(character)) found++;
  }
  return count < fewest ? null : found / count;
};
