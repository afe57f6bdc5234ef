// SPDX-License-Identifier: Apache-2.0
/** The benchmark of indexing and queries, beside Lucene by itself and PostgreSQL. */
@NullMarked
package porthole.benchmarks.indexing;

import org.jspecify.annotations.NullMarked;
