// SPDX-License-Identifier: Apache-2.0
// What an application does with the official Node client, against the server at argv[2].
import assert from "node:assert/strict";
import {
  CreateDatabaseOperation,
  DeleteDatabasesOperation,
  DocumentStore,
  GetStatisticsOperation,
} from "ravendb";

const database = "node-round-trip";
const store = new DocumentStore(process.argv[2], database);
store.conventions.findCollectionNameForObjectLiteral = (literal) => literal.collection;
store.initialize();

async function inSession(work) {
  const session = store.openSession();
  const result = await work(session);
  session.dispose();
  return result;
}

await store.maintenance.server.send(new CreateDatabaseOperation({ databaseName: database }));

const generatedId = await inSession(async (session) => {
  await session.store({ collection: "companies", name: "Analytical Engines" }, "companies/1");
  await session.store(
    { collection: "employees", name: "Ada", company: "companies/1" },
    "employees/1",
  );
  const generated = { collection: "employees", name: "Grace" };
  await session.store(generated);
  await session.saveChanges();
  return generated.id;
});
assert.match(generatedId, /^employees\/\d+-A$/);

await inSession(async (session) => {
  const employee = await session.include("company").load("EMPLOYEES/1");
  assert.equal(employee.name, "Ada");
  const company = await session.load(employee.company);
  assert.equal(company.name, "Analytical Engines");
  assert.equal(session.advanced.numberOfRequests, 1);
});

await inSession(async (session) => {
  session.advanced.useOptimisticConcurrency = true;
  const employee = await session.load("employees/1");
  await inSession(async (other) => {
    (await other.load("employees/1")).name = "Barbara";
    await other.saveChanges();
  });
  employee.name = "Lost";
  await assert.rejects(session.saveChanges(), { name: "ConcurrencyException" });
});

await inSession(async (session) => {
  await session.delete("employees/1");
  await session.saveChanges();
});
await inSession(async (session) => {
  assert.equal(await session.load("employees/1"), null);
});

const bulk = store.bulkInsert();
for (let i = 0; i < 1000; i++) {
  await bulk.store({ collection: "numbers", value: i }, `numbers/${i}`);
}
await bulk.finish();
await inSession(async (session) => {
  assert.equal((await session.load("numbers/471")).value, 471);
});
const statistics = await store.maintenance.send(new GetStatisticsOperation());
// Two that were stored and not deleted, the HiLo document, and the thousand.
assert.equal(statistics.countOfDocuments, 1003);

await store.maintenance.server.send(
  new DeleteDatabasesOperation({ databaseNames: [database], hardDelete: true }),
);
store.dispose();
console.log("round trip complete");
