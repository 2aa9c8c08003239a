import { z } from 'zod'
import { userToChange } from './find.ts'
import { addressFields, userId } from './input.ts'
import { retailTool } from './tool.ts'

export const modifyUserAddress = retailTool({
  name: 'modify_user_address',
  description:
    "Changes a user's default address. Tell the user the details and get an explicit yes before the call. Returns the profile as it is then.",
  writes: true,
  input: z.strictObject({ user_id: userId, ...addressFields }),
  run(store, { user_id, ...address }) {
    const user = userToChange(store, user_id)
    user.address = address
    return user
  },
})
