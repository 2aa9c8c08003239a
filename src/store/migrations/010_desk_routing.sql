-- Who can take what, and who waits at the desk for whom.

alter table operators drop column skills;
alter table operators
  -- Skill by level, 1 (can) to 5 (expert); none at all: a generalist, who can all of it at level 1.
  add column skills jsonb not null default '{}',
  add column tier text not null default 'agent',
  -- Languages they write in; none at all: any.
  add column languages text[] not null default '{}',
  add column capacity integer not null default 3,
  -- Share of the turns among equals, from conversion.
  add column weight real not null default 1,
  -- They said that they are away; null while they are here, as far as they were seen lately.
  add column away_since timestamptz,
  -- When something was last given to them: the longest idle goes first.
  add column assigned_at timestamptz;

-- One row while a conversation waits at the desk.
create table desk_waits (
  conversation_id text primary key references conversations (id),
  since timestamptz not null,
  skill text not null,
  tier text not null,
  -- How urgent, higher first.
  priority integer not null,
  -- Whom it is offered to, until when.
  offered_to text references operators (id),
  offer_until timestamptz,
  -- Those it was offered to in vain, or who left it.
  passed_over text[] not null default '{}',
  -- The one acknowledgement that this waiting period has.
  acknowledged_at timestamptz,
  check_at timestamptz not null
);
create index desk_waits_due on desk_waits (check_at);
create index desk_waits_offered on desk_waits (offered_to) where offered_to is not null;

insert into desk_waits (conversation_id, since, skill, tier, priority, check_at)
select id, (holder ->> 'waitingSince')::timestamptz, 'general', 'agent', 0, updated_at
  from conversations where holder ->> 'kind' = 'desk' and closed_at is null;
