-- Messages, events and turn records are only ever inserted from their conversation's row, which the same statement
-- has just locked. To look that row up once more for each of them was a third of what the end of a turn cost the server.

alter table messages drop constraint messages_conversation_id_fkey;
alter table events drop constraint events_conversation_id_fkey;
alter table turns drop constraint turns_conversation_id_fkey;
