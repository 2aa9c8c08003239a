-- Customers, conversations, what was said, and the append-only log of all that happened.

create table customers (
  id text primary key,
  shop_customer_id text unique,
  name text,
  email text,
  phone text,
  claims jsonb not null default '{}',
  created_at timestamptz not null
);

create table operators (
  id text primary key,
  name text not null unique,
  token_hash text not null unique,
  skills text[] not null default '{}',
  seen_at timestamptz,
  created_at timestamptz not null
);

create table conversations (
  id text primary key,
  token_hash text not null,
  channel text not null,
  -- Where replies go on a pushing channel; null on the web, where the customer reads them from us.
  address text,
  customer_id text not null references customers (id),
  locale text not null,
  holder jsonb not null default '{"kind":"agent"}',
  agenda jsonb not null default '{}',
  course jsonb not null default '{}',
  proven_orders text[] not null default '{}',
  returned_with text,
  follow_up boolean not null default false,
  -- Positions of the newest message, of the newest customer message, and of the last one that a turn has answered.
  last_position integer not null default 0,
  customer_position integer not null default 0,
  answered_position integer not null default 0,
  -- When the next turn is due; null when nothing waits for the agent.
  turn_due_at timestamptz,
  burst_started_at timestamptz,
  -- The lease: who works on this conversation, until when; fence grows with every claim.
  lease_owner text,
  lease_until timestamptz,
  fence integer not null default 0,
  turn_attempts integer not null default 0,
  event_number integer not null default 0,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz
);
create unique index conversations_by_address on conversations (channel, address) where address is not null;
create index conversations_due on conversations (turn_due_at) where turn_due_at is not null;
create index conversations_at_desk on conversations (((holder ->> 'kind')), updated_at) where holder ->> 'kind' <> 'agent';
create index conversations_of_customer on conversations (customer_id);

create table messages (
  id text primary key,
  conversation_id text not null references conversations (id),
  position integer not null,
  author text not null,
  text text not null,
  at timestamptz not null,
  -- The sender's own id for it: the same id twice is one message.
  client_message_id text,
  content_hash text,
  attachments jsonb,
  pressed_consent text,
  answers text[],
  citations jsonb,
  performer jsonb,
  operator_id text,
  turn_id text,
  -- null where nothing has to be pushed; else waiting, sent, uncertain or failed.
  delivery text,
  channel_message_id text,
  unique (conversation_id, position),
  unique (conversation_id, client_message_id)
);

create table events (
  conversation_id text not null references conversations (id),
  number integer not null,
  at timestamptz not null,
  kind text not null,
  body jsonb not null,
  primary key (conversation_id, number)
);

create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'the event log is append-only';
end $$;
create trigger events_append_only before update or delete on events
  for each row execute function forbid_change();

create table facts (
  id integer generated always as identity primary key,
  conversation_id text not null references conversations (id),
  name text not null,
  value text not null,
  said_by text not null,
  message_id text not null references messages (id),
  at timestamptz not null,
  confidence real not null,
  unique (conversation_id, name, value, message_id)
);

create table consents (
  id text primary key,
  conversation_id text not null references conversations (id),
  playbook text not null,
  tool text not null,
  args jsonb not null,
  args_hash text not null,
  asked_in text not null,
  status text not null,
  answered_by text,
  asked_at timestamptz not null
);
create index consents_of_conversation on consents (conversation_id);

create table effects (
  id text primary key,
  conversation_id text not null references conversations (id),
  turn_id text not null,
  tool text not null,
  args jsonb not null,
  idempotency_key text not null unique,
  consent_id text references consents (id),
  status text not null,
  result jsonb,
  at timestamptz not null,
  settled_at timestamptz
);
create index effects_of_conversation on effects (conversation_id);

create table proof_attempts (
  order_number text not null,
  conversation_id text not null references conversations (id),
  value_hash text not null,
  proven boolean not null,
  at timestamptz not null,
  primary key (conversation_id, order_number, value_hash)
);
create index proof_attempts_of_order on proof_attempts (order_number);

create table suggestions (
  id integer generated always as identity primary key,
  conversation_id text not null references conversations (id),
  turn_id text not null,
  text text not null,
  citations jsonb,
  at timestamptz not null
);

create table briefs (
  conversation_id text primary key references conversations (id),
  body jsonb not null,
  at timestamptz not null
);

create table promises (
  id text primary key,
  conversation_id text not null references conversations (id),
  what text not null,
  owner text not null,
  due_at timestamptz not null,
  status text not null,
  at timestamptz not null
);
create index promises_due on promises (due_at) where status = 'open';

create table gaps (
  id integer generated always as identity primary key,
  conversation_id text not null references conversations (id),
  message_id text not null references messages (id),
  question text not null,
  at timestamptz not null,
  unique (conversation_id, message_id)
);

-- Work that is due. Also the outbox: a row is added in the transaction that makes it necessary.
create table jobs (
  key text primary key,
  kind text not null,
  subject text not null,
  run_at timestamptz not null,
  attempts integer not null default 0,
  -- Grows each time the same work is asked for again, so that finishing the old does not lose the new.
  version integer not null default 0,
  leased_until timestamptz,
  last_error text
);
create index jobs_due on jobs (run_at);
