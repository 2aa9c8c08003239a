const breaks =
  /[。!！?？;；\n]+|[.]\s+|,\s+(?=(?:and|also|plus|but|can|could|how|what|when|where|is|are|do|i|please)\b)|\s+&\s+|[,，]\s*(?=(?:还有|另外|顺便|然后|而且|并且|再|同时|对了|请问|能不能|可以|帮我|我想|我要|怎么|什么时候|多少|有没有))|\s+(?=(?:and also|also can|also could|and can|and could|and how|and what|and when|and where|and is|plus i)\b)|(?=还有(?:就是|一个|个)|另外|顺便|对了)/i

/** The parts of a message that may each carry a wish of their own; the whole is not among them. */
export function splitClauses(text: string, most = 6): string[] {
  const parts = text
    .split(breaks)
    .map((part) => part.trim())
    .filter((part) => part.length >= 2)
  return parts.length < 2 ? [] : parts.slice(0, most)
}

const commas = /[。!！?？;；,，、\n]+|[.]\s+|\s+(?:and|but|also|then|plus|because|since|so)\s+/

/** The first and the last part of a message in the order in which they are said, or none where it is one. */
export function endsOf(text: string): [first: string, last: string] | undefined {
  const parts = text.split(commas).filter((part) => part.trim().length >= 2)
  const [first] = parts
  const last = parts.at(-1)
  return parts.length < 2 || first === undefined || last === undefined ? undefined : [first, last]
}
