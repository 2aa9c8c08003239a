-- What an operator hands back with: until when it holds, and which procedures the agent may use till then.

alter table conversations
  add column return_expires_at timestamptz,
  add column return_playbooks text[];
