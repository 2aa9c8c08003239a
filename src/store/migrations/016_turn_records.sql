-- What a turn found and what the business systems told it: enough to take it again with another performer.
create table turns (
  id text primary key,
  conversation_id text not null references conversations (id),
  answered_position integer not null,
  before jsonb not null,
  calls jsonb not null,
  at timestamptz not null
);
create index turns_of_conversation on turns (conversation_id, answered_position);
