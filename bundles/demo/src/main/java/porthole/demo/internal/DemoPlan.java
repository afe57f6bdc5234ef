// SPDX-License-Identifier: Apache-2.0
package porthole.demo.internal;

/**
 * What to load: the content of {@code share/demo/demo.json}.
 *
 * @param database the database's name
 * @param collection the collection of all documents
 * @param file the documents, one JSON object a line, packed with gzip; beside the plan
 * @param documents how many there are
 */
record DemoPlan(String database, String collection, String file, long documents) {}
