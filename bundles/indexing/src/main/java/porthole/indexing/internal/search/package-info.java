// SPDX-License-Identifier: Apache-2.0
/** What a query asks for, in Lucene's terms. */
@NullMarked
package porthole.indexing.internal.search;

import org.jspecify.annotations.NullMarked;
