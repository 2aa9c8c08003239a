-- Which leads a row of the sample shop's has taken in: the same lead told again completes it.
alter table shop_leads add column leads text[] not null default '{}';
create index shop_leads_of_lead on shop_leads using gin (leads);
