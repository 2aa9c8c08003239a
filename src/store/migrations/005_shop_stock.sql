-- How much of each article of the sample shop is where. An article without options has the option ''.

create table shop_stock (
  sku text not null,
  option text not null default '',
  place text not null,
  count integer not null check (count >= 0),
  restock_at timestamptz,
  primary key (sku, option, place)
);
