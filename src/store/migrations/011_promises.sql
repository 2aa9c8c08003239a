-- Promises beyond the first form: what kind, what they rest on, how often they slipped, when to look next.

alter table promises
  add column kind text not null default 'answer',
  -- The write that made it: one promise each.
  add column effect_id text unique references effects (id),
  -- After this the channel lets nobody write to the customer; null without a limit, or when they were told.
  add column window_until timestamptz,
  add column warned_at timestamptz,
  add column slips integer not null default 0,
  add column settled_at timestamptz,
  -- When it has to be looked at next.
  add column check_at timestamptz;
update promises set check_at = due_at;
alter table promises alter column check_at set not null;
drop index promises_due;
create index promises_due on promises (check_at) where status in ('open', 'updated', 'escalated');
create index promises_of_conversation on promises (conversation_id);
