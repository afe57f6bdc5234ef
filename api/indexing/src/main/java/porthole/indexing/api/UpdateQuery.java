// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import org.jspecify.annotations.Nullable;

/**
 * A query that changes what it finds, {@code from … update { … }}, in its parts.
 *
 * @param query what finds the documents, in RQL
 * @param script statements in JavaScript, to be run for each document, which is {@code this}
 * @param alias another name of the document; null: it has none
 * @param functions those that the query declares, in JavaScript
 */
public record UpdateQuery(String query, String script, @Nullable String alias, String functions) {}
