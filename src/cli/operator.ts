import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import { OperatorId } from '../domain/id.ts'
import { levelOfTier, Operator, OperatorProfile, SkillLevel, Tier } from '../domain/operator.ts'
import { hashToken } from '../conversation/open.ts'
import { findOperatorByName, insertOperator } from '../store/operators.ts'
import { exit, type Command } from './command.ts'

export const operatorHelp = `baton operator add NAME [--json]     an operator for the desk; prints the token, once
  --skill NAME[:LEVEL]   may be given several times, e.g. --skill after_sales:4; without any: all of it, at level 1
  --level 1…5            of the skills without one of their own; else that of the tier (1, 3, 5)
  --tier agent|specialist|expert   --capacity 1…50   --language zh   --weight 0.1…10
`

/** What an operator can take of whom nothing is said. */
export const newcomer: OperatorProfile = {
  skills: {},
  tier: 'agent',
  languages: [],
  capacity: 3,
  weight: 1,
}

const Options = z.strictObject({
  skill: z.array(z.string()).default([]),
  level: z.coerce.number().pipe(SkillLevel).optional(),
  tier: Tier.default(newcomer.tier),
  language: z.array(z.string()).default([]),
  capacity: z.coerce.number().default(newcomer.capacity),
  weight: z.coerce.number().default(newcomer.weight),
  json: z.boolean().default(false),
})

/** A profile as it is said on the command line. @throws ZodError naming the option. */
function profileOf({ skill, level, tier, language, ...rest }: z.infer<typeof Options>) {
  const skills = skill.map((entry) => {
    const [name = '', own] = entry.split(':')
    return [name, own === undefined ? (level ?? levelOfTier[tier]) : Number(own)]
  })
  return OperatorProfile.parse({
    ...rest,
    tier,
    languages: language,
    skills: Object.fromEntries(skills),
  })
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        skill: { type: 'string', multiple: true },
        level: { type: 'string' },
        tier: { type: 'string' },
        language: { type: 'string', multiple: true },
        capacity: { type: 'string' },
        weight: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const [verb, name, ...more] = positionals
    if (verb !== 'add' || more.length > 0) throw new BatonError('invalid', operatorHelp)
    const options = Options.parse(values)
    return {
      name: Operator.shape.name.parse(name),
      profile: profileOf(options),
      json: options.json,
    }
  } catch (cause) {
    if (cause instanceof BatonError) throw cause
    const why =
      cause instanceof z.ZodError
        ? cause.issues.map(({ path, message }) => `${path.join('.') || 'NAME'}: ${message}`)
        : [cause instanceof Error ? cause.message : String(cause)]
    throw new BatonError('invalid', `${why.join('\n')}\n\n${operatorHelp}`, { cause })
  }
}

/** `baton operator add`. The token is shown once and kept only as a hash. */
export const operator: Command = async (baton, args, io) => {
  const { name, profile, json } = parse(args)
  if (await findOperatorByName(baton.db, name))
    throw new BatonError('conflict', `There is an operator called ${name} already.`)
  const at = baton.clock()
  const id = OperatorId.make(at.getTime())
  const token = randomBytes(24).toString('base64url')
  await insertOperator(baton.db, { id, name, tokenHash: hashToken(token), ...profile, at })
  io.out(json ? `${JSON.stringify({ id, name, token, ...profile })}\n` : `${token}\n`)
  return exit.done
}
