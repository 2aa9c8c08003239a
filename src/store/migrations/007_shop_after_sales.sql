-- The sample shop's changes to orders, claims and refunds. What belongs to an order goes with it.

create sequence shop_references;

create table shop_changes (
  idempotency_key text primary key,
  reference text not null unique,
  order_number text not null references shop_orders (number) on delete cascade,
  change jsonb not null,
  fee jsonb,
  refund jsonb,
  certain boolean not null,
  note jsonb not null,
  at timestamptz not null
);
create index shop_changes_of_order on shop_changes (order_number, at);

create table shop_placements (
  idempotency_key text primary key,
  order_number text not null references shop_orders (number) on delete cascade
);

create table shop_claims (
  idempotency_key text primary key,
  reference text not null unique,
  order_number text not null references shop_orders (number) on delete cascade,
  claim jsonb not null,
  refund jsonb,
  deducted jsonb,
  note jsonb not null,
  answer_by timestamptz not null,
  at timestamptz not null
);
create index shop_claims_of_order on shop_claims (order_number, at);

create table shop_refunds (
  reference text primary key,
  order_number text not null references shop_orders (number) on delete cascade,
  amount jsonb not null,
  method text not null,
  state text not null,
  started_at timestamptz,
  at timestamptz not null
);
create index shop_refunds_of_order on shop_refunds (order_number, at);
