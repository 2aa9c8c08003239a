/** A person is asked for in a language that the shop does not serve: a plain wish is understood all the same. */
const wishes = [
  // Spanish, Portuguese, Italian
  /\b(?:hablar|comunicar(?:me)?|conectar(?:me)?|pasar(?:me)?|transferir(?:me)?|contactar|quiero|necesito|ponme|p[aá]s[ae]me)\b[^.!?]{0,20}\b(?:personas?|humanos?|agente|asesora?|operadora?|alguien|representante|encargad[oa]|gerente|supervisora?)\b|\b(?:agente|persona|atenci[oó]n) (?:humano|humana|real)\b/,
  /\b(?:falar|conversar|transferir|quero|preciso|passar?|chamar?|chame)\b[^.!?]{0,20}\b(?:pessoas?|humano|atendentes?|operador|algu[eé]m|gerente|representante)\b/,
  /\b(?:parlare|parlar|passar(?:mi|e)|passami|contattare|voglio|vorrei)\b[^.!?]{0,20}\b(?:persona|umano|operatore|operatrice|qualcuno|responsabile|addetto)\b/,
  // French, German, Dutch
  /\b(?:parler|discuter|joindre|contacter|passez[- ]moi|je veux|je voudrais|mettre en (?:relation|contact))\b[^.!?]{0,30}(?:\b(?:humain|personne|conseill[eè]re?|agent|quelqu'?un|responsable|op[eé]rateur|vrai)\b)/,
  /\b(?:mit|zu|an)\b[^.!?]{0,16}\b(?:menschen|mitarbeiter(?:in)?|person|kundenberater|kollegen|jemand(?:em)?|vorgesetzten|chef)\b[^.!?]{0,20}\b(?:sprechen|reden|verbinden|verbunden|weiterleiten|schreiben|telefonieren)\b|\b(?:echter|echten|richtiger|richtigen) menschen?\b|\bmitarbeiter bitte\b/,
  /\b(?:met een|met iemand)\b[^.!?]{0,16}(?:\b(?:mens|medewerker|persoon|spreken|praten)\b)/,
  // Japanese, Korean, Russian, Thai, Vietnamese, Indonesian and Malay, Arabic
  /(?:オペレーター|担当者|担当の方|人間|有人|係の(?:人|方)|スタッフ)[^。!?]{0,8}(?:話|话|代わ|つない|繋|対応|对应|お願い|チャット|呼)|(?:人と[話话]|有人[対对][応应])/,
  /(?:상담원|상담사|직원|사람|담당자)[^.!?]{0,6}(?:연결|통화|바꿔|불러|이야기|얘기|대화|상담)/,
  /(?:оператор|человек|менеджер|сотрудник|специалист)[а-я]*[^.!?]{0,20}(?:позов|соедин|переключ|поговор|нуж|пожалуйста)|(?:позов|соедин|переключ|поговор|хочу|нуж)[а-я]*[^.!?]{0,20}(?:оператор|человек|менеджер|сотрудник|специалист|живы)/,
  /(?:คุย|ติดต่อ|ขอสาย|พูด)[^.!?]{0,10}(?:เจ้าหน้าที่|พนักงาน|คน|แอดมิน)/,
  /(?:gặp|nói chuyện|chat|kết nối)[^.!?]{0,14}(?:nhân viên|người thật|tổng đài viên|quản lý)/,
  /\b(?:bicara|ngobrol|chat|hubungkan|sambungkan|cakap|bercakap)\b[^.!?]{0,16}\b(?:orang|manusia|cs|agen|petugas|staf|pegawai|admin)\b/,
  /(?:التحدث|اتكلم|أتكلم|اتحدث|أتحدث|تحويل)[^.!?]{0,14}(?:موظف|شخص|إنسان|انسان|مسؤول)/,
]

const anyWish = new RegExp(wishes.map(({ source }) => source).join('|'))

/** Whether a person is asked for in so many words of another language. */
export function asksPersonAbroad(folded: string): boolean {
  return anyWish.test(folded)
}
