-- A turn's record is written once and rarely read. Below a page it stays in its row as it is: compressing it and moving it out
-- of the row cost more than the rest of its insert.
alter table turns set (toast_tuple_target = 8160);
