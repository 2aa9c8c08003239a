import { surnames } from '../domain/surname.ts'

/** How family names are told by their parts. */
const parts: Readonly<Record<string, string>> = {
  木子李: '李',
  弓长张: '张',
  耳东陈: '陈',
  口天吴: '吴',
  立早章: '章',
  双木林: '林',
  言午许: '许',
  古月胡: '胡',
  草头黄: '黄',
  三横王: '王',
  双人徐: '徐',
  干钩于: '于',
  走肖赵: '赵',
  人可何: '何',
  卯金刀刘: '刘',
  文刀刘: '刘',
  十八子李: '李',
  三点水江: '江',
  美女姜: '姜',
  水工江: '江',
}
const byParts = new RegExp(Object.keys(parts).join('|'))
/** 我姓贺祝贺的贺, 姓安，平安的安. */
const byWord = new RegExp(
  `(?:免贵姓|我姓|姓|^)\\s?(${surnames})[，,、\\s]?[\\u4e00-\\u9fff]{1,3}的\\1(?![\\u4e00-\\u9fff]{2})`,
)

/** The family name that someone spells out, as one does aloud; null where nobody does. */
export function spelledName(text: string): string | null {
  const told = byParts.exec(text)?.[0]
  return told === undefined ? (byWord.exec(text)?.[1] ?? null) : (parts[told] ?? null)
}
