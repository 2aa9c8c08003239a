/** Column lists that give rows the names the domain's schemas have. */
export const conversationColumns = `
  id, channel, address, customer_id as "customerId", locale, holder, agenda, course,
  proven_orders as "provenOrders", returned_with as "returnedWith", return_expires_at as "returnExpiresAt", return_playbooks as "returnPlaybooks", follow_up as "followUp",
  last_position as "lastPosition", customer_position as "customerPosition",
  answered_position as "answeredPosition", fence, turn_attempts as "turnAttempts",
  event_number as "eventNumber", burst_started_at as "burstStartedAt",
  opened_at as "openedAt", closed_at as "closedAt"`

export const customerColumns = `id, shop_customer_id as "shopCustomerId", name, email, phone`

/**
 * A message as JSON, without the fields that are null. All of these are `json` and not `jsonb`: they are text on their way
 * out, and a tree would be built of them only to be written down again.
 */
export const messageJson = (more = '') => `json_strip_nulls(json_build_object(
  'id', m.id, 'author', m.author, 'text', m.text, 'at', m.at, 'answers', m.answers,
  'citations', m.citations, 'performer', m.performer, 'attachments', m.attachments${more && `, ${more}`}))`

export const effectJson = `json_build_object(
  'id', e.id, 'turnId', e.turn_id, 'tool', e.tool, 'args', e.args, 'idempotencyKey', e.idempotency_key,
  'consentId', e.consent_id, 'status', e.status, 'result', e.result, 'at', e.at)`

export const consentJson = (more = '') => `json_build_object(
  'id', k.id, 'playbook', k.playbook, 'tool', k.tool, 'args', k.args, 'argsHash', k.args_hash,
  'askedIn', k.asked_in, 'status', k.status, 'answeredBy', k.answered_by${more && `, ${more}`})`
