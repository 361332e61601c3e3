// Customers are numbered from 0; everything about one follows from its number, so that a city is always the same
// but for its dates, which end today. What md5 makes of the number stands in for chance. A person's customers lie
// far apart in the table, as they do where everybody's came one after the other. What somebody is called and what
// state their case is in come from different digits: a name that no customer in some state has is no name of people.

const FIRST_NAMES = `array['Amelia','Bruno','Cora','Dario','Elena','Felix','Greta','Hugo','Ines','Jannik','Klara','Levin',
  'Mathilda','Nils','Olga','Paul','Quirin','Rosa','Simon','Tilda','Ulrich','Vera','Wanda','Xaver','Yara','Zacharias',
  'Ahmed','Beatriz','Chidi','Dunja','Ebru','Farah','Goran','Hiroko','Ivana','Jovan','Kenji','Leila','Milica','Noor']`;
const LAST_NAMES = `array['Abel','Bauer','Castro','Dietrich','Ekström','Fischer','Graf','Hansen','Ito','Jansen','Keller',
  'Lehmann','Moreno','Neumann','Oliveira','Petersen','Quast','Richter','Schneider','Tamm','Ulbrich','Vogel','Wagner',
  'Xu','Yılmaz','Zimmermann','Adeyemi','Brandt','Costa','Duarte','Engel','Frank','Günther','Horvat','Ivanov','Jung',
  'Kovač','Lang','Marino','Nowak','Okoye','Park','Rossi','Silva','Tanaka','Urban','Vega','Weiss','Young','Zeman']`;
const NOTES = `array['Prefers to be called in the morning. Has had the contract since the merger and asks for it to be read to them.',
  'Moved last year; letters went to the old address twice. Check the address before anything is sent.',
  'Waits for the offer in writing. Compares three providers and decides by the end of the quarter.',
  'Complained about the invoice of March. The sum was right, the explanation was not.']`;

const COMMENTS = `array['Called, nobody answered. Will try again tomorrow morning.','Sent the papers by post, with a copy by e-mail.',
  'They asked for a second offer with half of the seats.','Spoke with the head of purchasing: a decision in two weeks.',
  'The address has changed, the new one stands in the notes.']`;

/**
 * Parameters: $1 and $2 the numbers from and up to but without; $3 to whom each share belongs; $4 and $5 how many
 * customers and actions there are in all. A third of the customers was never changed, a third got another status, and
 * a third was given to somebody before that as well.
 */
const TELL = `
create temporary table told on commit drop as
with born as (
  select i, md5('customer ' || i) as chance, ($3::uuid[])[1 + i % cardinality($3::uuid[])] as assignee,
    now() - interval '1 day' - interval '1000 days' * (1 - i / $4::float8) as born,
    ((i + 1) * $5::bigint / $4::bigint - i * $5::bigint / $4::bigint)::int as actions
  from generate_series($1::bigint, $2::bigint - 1) as i
), thrown as (
  select *, ('x' || left(chance, 7))::bit(28)::int as dice, 1 + (i / cardinality($3::uuid[]) % 3)::int as versions,
    (${uuidOf('born', 'chance')}) as id
  from born
), named as (
  select *, (${FIRST_NAMES})[1 + dice % 40] as first_name, (${LAST_NAMES})[1 + dice / 40 % 50] as last_name,
    (array['new', 'in_progress', 'waiting', 'escalated', 'resolved', 'closed'])[1 + dice / 2000 % 6] as status
  from thrown
)
select i, id, born, versions, actions, dice, assignee, status, first_name || ' ' || last_name as name,
  lower(translate(first_name || '.' || last_name, ' ', '')) || '.' || i || '@customers.example' as email,
  '+49 ' || 30 + dice % 60 || ' ' || 1000000 + i as phone,
  (array['urgent', 'high', 'normal', 'normal', 'normal', 'low'])[1 + dice / 7 % 6] as priority,
  date_trunc('minute', now()) + interval '1 minute' * (dice % 129600 - 43200) as due_at,
  (${NOTES})[1 + dice % 4] as notes,
  case when dice % 4 = 0 then array['city', 'ward ' || dice % 20] else array['city'] end as tags,
  case when versions = 1 then status when status = 'new' then 'in_progress' else 'new' end as first_status,
  case when versions < 3 then assignee end as first_assignee
from named`;

const INSERT_CUSTOMERS = `
insert into customers (organisation_id, id, name, email, phone, status, priority, assigned_to, due_at, notes, tags,
  version, created_at, updated_at)
select $1::uuid, id, name, email, phone, status, priority::customer_priority, assignee, due_at, notes, tags, versions,
  born, ${timeOfVersion('versions')}
from told order by i`;

const INSERT_SEARCH = `
insert into customer_search (organisation_id, customer_id, search)
select organisation_id, id, search from customers join told using (id) where organisation_id = $1`;

/** The nth action of a customer is version n as long as there are versions; comments follow. */
const INSERT_ACTIONS = `
insert into customer_actions (organisation_id, id, customer_id, type, actor_id, changes, comment, customer_version,
  via, operation_id, created_at)
select $1::uuid, ${uuidOf('told_at', "md5('action ' || i || ' ' || n)")}, id, type, actor, changes, comment, version,
  'seed', 'city ' || i || ' ' || n, told_at
from (
  select i, n, id, case when n <= versions then n end as version,
    case when n = 1 then 'create' when n > versions then 'comment' when n = versions then 'status_change'
      else 'assignment' end as type,
    case when n = 1 or (n > versions and (i + n) % 4 = 0) then $2::uuid else assignee end as actor,
    case when n = 1 then ${changes([
      ['name', 'null', 'name'],
      ['email', 'null', 'email'],
      ['phone', 'null', 'phone'],
      ['status', 'null', 'first_status'],
      ['priority', 'null', 'priority'],
      ['dueAt', 'null', `to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`],
      ['notes', 'null', 'notes'],
      ['tags', 'null', 'tags'],
    ])} || case when first_assignee is null then '[]' else ${changes([['assignedTo', 'null', 'first_assignee']])} end
      when n > versions then '[]'
      when n = versions then ${changes([['status', 'first_status', 'status']])}
      else ${changes([['assignedTo', 'null', 'assignee']])} end as changes,
    case when n > versions then (${COMMENTS})[1 + (dice + n) % 5] end as comment,
    case when n <= versions then ${timeOfVersion('n')}
      else ${timeOfVersion('versions')} + (now() - interval '1 hour' - ${timeOfVersion('versions')})
        * ((n - versions) / (1.0 + actions - versions)) end as told_at
  from told, generate_series(1, actions) as n
) as actions
order by i, n`;

const INSERT_PEOPLE = `
insert into employees (organisation_id, id, name, email, role, password_hash)
select e.organisation_id, gen_random_uuid(), 'Citizen ' || n, 'city' || lpad(n::text, 5, '0') || '@harbour.example',
  'employee', e.password_hash
from employees e, generate_series(1, $1::int) as n where e.email = 'employee01@harbour.example'
returning id, email`;

const INSERT_TAGS = `
insert into tags (organisation_id, name)
select distinct $1::uuid, tag from customers c, unnest(c.tags) as tag where c.organisation_id = $1::uuid
on conflict do nothing`;

export const CITY_STATEMENTS = {
  tell: TELL,
  insertCustomers: INSERT_CUSTOMERS,
  insertSearch: INSERT_SEARCH,
  insertActions: INSERT_ACTIONS,
  insertPeople: INSERT_PEOPLE,
  insertTags: INSERT_TAGS,
} as const;

/** As the application makes them: they grow with time. */
function uuidOf(moment: string, chance: string): string {
  return `(lpad(to_hex((extract(epoch from ${moment}) * 1000)::bigint), 12, '0') || '7' || substr(${chance}, 1, 3)
    || '8' || substr(${chance}, 4, 15))::uuid`;
}

function timeOfVersion(version: string): string {
  return `(born + interval '1 hour' * (${version} - 1))`;
}

function changes(list: ReadonlyArray<readonly [field: string, from: string, to: string]>): string {
  const one = list.map(
    ([field, from, to]) => `jsonb_build_object('field', '${field}', 'from', ${from}, 'to', ${to})`,
  );
  return `jsonb_build_array(${one.join(', ')})`;
}
