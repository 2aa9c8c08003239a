-- What customers ask the shop to do about their account, their data and their invoices.

alter table shop_customers
  add column address text not null default '',
  add column marketing boolean not null default true;

create table shop_requests (
  reference text primary key,
  customer_id text references shop_customers (id),
  order_number text references shop_orders (number),
  kind text not null,
  body jsonb not null,
  at timestamptz not null,
  answer_by timestamptz not null,
  idempotency_key text not null unique
);
create index shop_requests_of_order on shop_requests (order_number, kind);
