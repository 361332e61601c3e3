import type { Express } from 'express';
import * as endpoints from '@caseload/shared/board/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { timeZoneOf } from '../assignedWork/customerList.ts';
import { batchAnswer } from '../batches/batchAnswer.ts';
import type { BatchGate } from '../batches/batchGate.ts';
import { operationOf, REPLAYED } from '../customerActions/operation.ts';
import { route, type RouteOptions, withHeaders } from '../http/route.ts';
import { balanceWork } from './balanceWork.ts';
import { claimCustomer } from './claimCustomer.ts';
import { getBoard } from './getBoard.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly batchGate: BatchGate };

export function routeBoard(app: Express, dependencies: Dependencies): void {
  const { database, batchGate } = dependencies;

  route(app, endpoints.getBoard, dependencies, ({ query }, actor) =>
    getBoard(database, actor, query.team, timeZoneOf(query.timeZone, actor)),
  );

  route(app, endpoints.balanceWork, dependencies, async ({ body }, actor, context) => {
    const operation = operationOf(context, actor, ['balance', body]);
    return batchAnswer(await batchGate.run(() => balanceWork(database, actor, operation, body)));
  });

  route(app, endpoints.claimCustomer, dependencies, async (_input, actor, context) => {
    const { customer, replayed } = await claimCustomer(
      database,
      actor,
      operationOf(context, actor, ['claim']),
    );
    return replayed ? withHeaders({ customer }, REPLAYED) : { customer };
  });
}
