/** Cyrillic and Greek letters that look like Latin ones; folded only inside words that hold Latin letters too. */
const lookalikes = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    α: 'a',
    ο: 'o',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
  }),
)

/** Traditional characters that customers' messages hold most, and their simplified forms. */
const traditional =
  '東东車车買买賣卖錢钱開开關关單单訂订貨货發发運运達达遲迟還还沒没這这個个們们來来時时間间問问題题請请謝谢對对錯错嗎吗麼么後后過过進进遠远邊边點点號号碼码質质量量壞坏換换給给讓让話话電电機机腦脑網网絡络線线聯联繫系員员專专業业產产價价優优惠惠減减費费稅税發发據据帳账賬账戶户驗验證证變变務务處处聽听說说讀读寫写寄寄遞递總总統统計计劃划顏颜藍蓝綠绿紅红黃黄長长寬宽為为與与無无現现實实場场種种類类裝装裡里裏里幫帮當当應应該该誰谁嗰嗰動动慢慢幾几萬万億亿歲岁歡欢樂乐愛爱氣气熱热勞劳豐丰雙双雖虽離离難难雲云靈灵響响頁页頂顶項项順顺須须預预領领頭头顧顾飛飞飯饭飲饮館馆駕驾騎骑騙骗體体鬧闹魚鱼鳥鸟麗丽麥麦黨党齊齐齡龄龍龙檢检樣样樓楼權权殺杀決决沖冲況况準准溫温滿满漢汉潔洁濕湿為为煙烟煩烦燈灯燒烧營营爐炉獎奖獨独獲获環环畫画異异療疗監监盤盘確确禮礼稱称積积穩稳窮穷競竞筆笔範范簡简籤签簽签糧粮級级紙纸終终組组結结絕绝給给維维緊紧緩缓編编練练縣县繼继續续罰罚義义習习職职聲声脫脱臨临舉举舊旧蓋盖藥药蘇苏術术衛卫複复規规視视覺觉觀观訊讯訴诉評评試试詢询詳详認认誤误課课調调談谈論论識识譯译議议護护貝贝負负財财責责貴贵貼贴資资賠赔賞赏趕赶跡迹軟软輕轻載载輛辆輪轮輸输轉转辦办農农連连遊游違违選选遺遗鄰邻醫医釋释鐘钟鋼钢錄录鎖锁鎮镇門门閃闪閉闭陳陈陽阳隊队階阶際际隨随險险雜杂雞鸡靜静韓韩額额風风餐餐驚惊髮发鮮鲜鹽盐麵面黑黑點点齒齿'

const simplified = new Map<string, string>()
for (let i = 0; i + 1 < traditional.length; i += 2) {
  simplified.set(traditional.charAt(i), traditional.charAt(i + 1))
}

const ignorable = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const mixedWord = /[\p{L}\p{M}]*[a-z][\p{L}\p{M}]*/gu

function foldLookalikes(word: string): string {
  if (!/[\u0370-\u04ff]/.test(word)) return word
  return Array.from(word, (char) => lookalikes.get(char) ?? char).join('')
}

/**
 * The one form in which texts are compared: NFKC, lower case, simplified Chinese, no control or
 * zero-width characters (tab and line breaks become spaces), lookalike letters inside Latin words
 * turned into Latin. The length may change; for offsets use `alignText`.
 */
export function foldText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase()
  let folded = text
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
  folded = folded.replace(ignorable, '')
  if (/[\u0370-\u04ff]/.test(folded)) folded = folded.replace(mixedWord, foldLookalikes)
  if (!/[\u4e00-\u9fff]/.test(folded)) return folded
  let simple = ''
  for (const char of folded) simple += simplified.get(char) ?? char
  return simple
}

/** A text made plain for patterns, and the way back to the original's UTF-16 offsets. */
export interface AlignedText {
  readonly text: string
  /** Original offset of each character of `text`, plus one entry for the end. */
  readonly offsets: Int32Array
}

/**
 * Full-width forms become ASCII, zero-width characters vanish, everything else stays in place, so
 * that patterns see plain text and spans can still be given in the original.
 */
export function alignText(original: string): AlignedText {
  const offsets = new Int32Array(original.length + 1)
  let text = ''
  for (let i = 0; i < original.length; i++) {
    const code = original.charCodeAt(i)
    if (isInvisible(code)) continue
    offsets[text.length] = i
    if (code >= 0xff01 && code <= 0xff5e) text += String.fromCharCode(code - 0xfee0)
    else if (code === 0x3000 || code === 0xa0 || code < 0x20) text += ' '
    else text += original.charAt(i)
  }
  offsets[text.length] = original.length
  return { text, offsets: offsets.subarray(0, text.length + 1) }
}

function isInvisible(code: number): boolean {
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff ||
    code === 0xad
  )
}
