// SPDX-License-Identifier: Apache-2.0
/** Counts what a query finds by the values of fields. */
@NullMarked
package porthole.indexing.internal.facet;

import org.jspecify.annotations.NullMarked;
