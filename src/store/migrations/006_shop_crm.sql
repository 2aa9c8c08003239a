-- The sample shop's cases (TS and year, month, serial) and leads.

create sequence shop_case_serial start 1001;

create table shop_cases (
  number text primary key,
  kind text not null,
  level text not null,
  status text not null default 'open',
  shop_customer_id text references shop_customers (id),
  order_number text,
  -- A phone number or an e-mail address, as it was given.
  contact text,
  summary text not null,
  opened_at timestamptz not null,
  first_answer_by timestamptz not null,
  settle_by timestamptz not null,
  last_news jsonb,
  idempotency_key text not null unique
);
create index shop_cases_of_customer on shop_cases (shop_customer_id, opened_at);
create index shop_cases_of_order on shop_cases (order_number);

create sequence shop_lead_serial start 301;

create table shop_leads (
  reference text primary key,
  shop_customer_id text references shop_customers (id),
  -- Folded: the same contact is the same lead.
  contact_key text unique,
  need text not null,
  name text,
  company text,
  contact text,
  budget text,
  timeline text,
  place text,
  call_back_by timestamptz not null,
  captured_at timestamptz not null,
  updated_at timestamptz not null,
  -- The keys of every capture that this lead has taken in.
  idempotency_keys text[] not null
);
create index shop_leads_of_key on shop_leads using gin (idempotency_keys);
