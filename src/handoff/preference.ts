import type { Course } from '../domain/agenda.ts'
import { plainWords } from './customer-words.ts'

/** A person from now on, and never the machine again. */
const person =
  /(?:别|不要|不想|不准|不许)(?:再|又)?(?:给我|把我|让我|拿|用|叫|派|转|换)[^,。!?]{0,8}(?:机器|自动|ai|智能)|(?:以后|每次|一直|永远|从今|往后|下次)[^,。!?]{0,8}(?:人工|真人)|(?:只|就)(?:要|找|跟|和|认|同)(?:人工|真人|活人)|\b(?:always|only|from now on|every time|in future|next time)\b[^.!?]{0,40}\b(?:person|human|people|humans|real agent)\b|\b(?:never|no more|don'?t (?:ever )?(?:put|give|send|pass|transfer|hand|switch|connect) me)\b[^.!?]{0,30}\b(?:bots?|robots?|machines?|chatbots?)\b/
/** No person, but an answer here. */
const agent =
  /(?:别|不要|不想|不用|不需要|不必)(?:再)?(?:给我|帮我|老)?(?:转|找|要|提|问|推|换|叫|接)?[^,。!?]{0,4}(?:人工|真人)[^。!?]{0,6}[,，。!]?[^。!?]{0,6}(?:直接|你(?:来|说|告诉|回答|处理|就)|跟你(?:说|聊)|在这(?:儿|里)?)|(?:以后|都)(?:别|不要|不用)(?:再)?(?:转|提|问)[^,。!?]{0,4}(?:人工|真人)|\b(?:don'?t|do not) want (?:a|any|to (?:talk|speak) to (?:a|any)) ?(?:person|human|people|agent)?\b[^.!?]{0,12},? ?(?:just|only|you)\b|\bno (?:people|humans|person|human|agents?),? (?:please,? )?just\b|\bstop offering (?:me )?(?:a |an )?(?:person|human|agent|colleague)\b/

/** What the customer says they want for good in these messages: a person, the agent, or nothing of it. */
export function preferenceIn(texts: readonly string[]): Course['prefers'] {
  const last = texts.findLast(
    (text) => person.test(plainWords(text)) || agent.test(plainWords(text)),
  )
  if (last === undefined) return null
  return person.test(plainWords(last)) ? 'person' : 'agent'
}
