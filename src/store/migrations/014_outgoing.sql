-- What goes out to other systems: leads to the CRM and by webhook, notices to group robots. Each row is sent once.

create table outgoing (
  id text primary key,
  kind text not null,
  -- `crm`, `lead_webhook`, or a notice target by name.
  target text not null,
  conversation_id text not null references conversations (id),
  -- The same content for the same target is one row.
  idempotency_key text not null unique,
  body jsonb not null,
  -- waiting, sent, or failed for good.
  status text not null default 'waiting',
  attempts integer not null default 0,
  last_error text,
  -- What the other side calls it.
  reference text,
  at timestamptz not null,
  settled_at timestamptz
);
create index outgoing_unsent on outgoing (status, at) where status <> 'sent';
