-- Files that customers are imported from: what was found in them, what became of them, and how it is taken back.

create table imports (
  organisation_id uuid not null,
  id uuid not null,
  file_name text not null,
  size_bytes bigint not null,
  sha256 text not null,
  encoding text not null,
  delimiter text not null,
  header jsonb not null,
  -- Digest of the header: what was set for one file is offered for the next of its kind.
  header_hash text not null,
  sample jsonb not null,
  row_estimate integer not null,
  -- Cleared away some time after the last use.
  has_file boolean not null default true,
  rules jsonb,
  state text not null default 'uploaded',
  check_report jsonb,
  result jsonb,
  undo_result jsonb,
  -- The file of the rows left out by the last check or run.
  errors_id uuid,
  -- Work under way. Whoever does it says every second that it still is, under a number nobody else has.
  work text,
  work_id uuid,
  phase text,
  done integer,
  total integer,
  rows_per_second integer,
  started_by uuid,
  started_at timestamptz,
  alive_at timestamptz,
  cancelling boolean not null default false,
  stopped jsonb,
  created_by uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  ran_by uuid,
  ran_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  constraint imports_pkey primary key (organisation_id, id),
  constraint imports_created_by_fkey foreign key (organisation_id, created_by) references employees (organisation_id, id),
  constraint imports_started_by_fkey foreign key (organisation_id, started_by) references employees (organisation_id, id),
  constraint imports_ran_by_fkey foreign key (organisation_id, ran_by) references employees (organisation_id, id),
  constraint imports_undone_by_fkey foreign key (organisation_id, undone_by) references employees (organisation_id, id),
  constraint imports_encoding_known check (encoding in ('utf-8', 'utf-16le', 'utf-16be', 'windows-1252')),
  -- Tab, comma, semicolon, bar.
  constraint imports_delimiter_known check (length(delimiter) = 1 and ascii(delimiter) in (9, 44, 59, 124)),
  constraint imports_state_known check (
    (state in ('uploaded', 'checked') and result is null and ran_at is null)
    or (state = 'done' and result is not null and ran_at is not null and undone_at is null)
    or (state = 'undone' and result is not null and undo_result is not null and undone_at is not null)
  ),
  constraint imports_work_known check (
    (work is null and work_id is null)
    or (work in ('check', 'run', 'undo') and work_id is not null and phase in ('waiting', 'reading', 'saving')
      and done is not null and total is not null and rows_per_second is not null
      and started_by is not null and started_at is not null and alive_at is not null)
  )
);

-- One at a time, whichever process does it.
create unique index imports_at_work on imports (organisation_id) where work is not null;
create index imports_of_header on imports (organisation_id, header_hash, id) where rules is not null;
create index imports_with_file on imports (created_at) where has_file or errors_id is not null;

alter table customer_actions add column import_id uuid;
alter table customer_actions add constraint customer_actions_import_fkey
  foreign key (organisation_id, import_id) references imports (organisation_id, id);
create index customer_actions_of_import on customer_actions (organisation_id, import_id, position) where import_id is not null;

alter table imports enable row level security;
alter table imports force row level security;
create policy imports_of_organisation on imports to caseload_app
  using (organisation_id = (select caseload_meta.current_organisation()));
-- Old files are looked for in every organisation at once; nothing else of imports can be seen so.
create policy imports_with_old_file on imports for select to caseload_app
  using ((has_file or errors_id is not null) and created_at < now() - interval '7 days'
    and (select current_setting('caseload.prune_attachments', true)) = 'on');
-- What was done is never forgotten, whoever asks.
create policy imports_never_run_only on imports as restrictive for delete to caseload_app
  using (state in ('uploaded', 'checked'));

grant select, insert, update, delete on imports to caseload_app;
