import type { Express } from 'express';
import * as endpoints from '@caseload/shared/people/endpoints.ts';
import { canManagePeople } from '@caseload/shared/rules/canManage.ts';
import { operationOf } from '../customerActions/operation.ts';
import { forbidden } from '../http/problemError.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { deactivatePerson } from './deactivatePerson.ts';
import { invitePerson } from './invitePerson.ts';
import { ONLY_ADMINISTRATORS, type PeopleDependencies } from './lockedPeople.ts';
import { listPeople, presentPerson } from './queries.ts';
import { reactivatePerson } from './reactivatePerson.ts';
import { sendPasswordLink } from './sendPasswordLink.ts';
import { updatePerson } from './updatePerson.ts';

export function routePeople(app: Express, dependencies: RouteOptions & PeopleDependencies): void {
  const { database } = dependencies;

  route(app, endpoints.listPeople, dependencies, async (_input, actor) => {
    if (!canManagePeople(actor)) throw forbidden(ONLY_ADMINISTRATORS);
    const { organisationId } = actor;
    const [rows] = await database.read({ organisationId }, (tx) => [listPeople(tx, organisationId)]);
    return { items: rows.map(presentPerson) };
  });

  route(app, endpoints.invitePerson, dependencies, ({ body }, actor, context) =>
    invitePerson(dependencies, actor, operationOf(context, actor, ['invite', body]), body),
  );

  route(app, endpoints.updatePerson, dependencies, ({ params, body }, actor, context) => {
    const { updatedAt, ...changes } = body;
    const operation = operationOf(context, actor, ['person', params, body]);
    return updatePerson(dependencies, actor, operation, params.id, updatedAt, changes);
  });

  route(app, endpoints.sendPasswordLink, dependencies, ({ params }, actor, context) =>
    sendPasswordLink(dependencies, actor, operationOf(context, actor, ['link', params]), params.id),
  );

  route(app, endpoints.deactivatePerson, dependencies, ({ params, body }, actor, context) => {
    const { updatedAt, ...handOver } = body;
    const operation = operationOf(context, actor, ['deactivation', params, body]);
    return deactivatePerson(dependencies, actor, operation, params.id, updatedAt, handOver);
  });

  route(app, endpoints.reactivatePerson, dependencies, ({ params }, actor, context) =>
    reactivatePerson(dependencies, actor, operationOf(context, actor, ['reactivation', params]), params.id),
  );
}
