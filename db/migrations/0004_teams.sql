-- Teams, which group people and give no rights, and who is away.

create table teams (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint teams_pkey primary key (organisation_id, id),
  constraint teams_organisation_fkey foreign key (organisation_id) references organisations (organisation_id),
  constraint teams_name_key unique (organisation_id, name)
);

create trigger teams_stamp before insert or update on teams for each row execute function stamp_updated();

create table team_members (
  organisation_id uuid not null,
  team_id uuid not null,
  employee_id uuid not null,
  is_supervisor boolean not null default false,
  constraint team_members_pkey primary key (organisation_id, team_id, employee_id),
  constraint team_members_team_fkey foreign key (organisation_id, team_id) references teams (organisation_id, id) on delete cascade,
  constraint team_members_employee_fkey foreign key (organisation_id, employee_id) references employees (organisation_id, id)
);

create index team_members_employee on team_members (organisation_id, employee_id);

-- The last day of being away, in the days of whoever looks.
alter table employees add column away_until date;

do $$
declare
  table_name text;
begin
  foreach table_name in array array['teams', 'team_members'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format(
      'create policy %I on %I to caseload_app using (organisation_id = (select caseload_meta.current_organisation()))',
      table_name || '_of_organisation', table_name);
  end loop;
end
$$;

grant select, insert, update, delete on teams, team_members to caseload_app;
