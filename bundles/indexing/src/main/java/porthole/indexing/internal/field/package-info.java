// SPDX-License-Identifier: Apache-2.0
/** How values lie in Lucene. */
@NullMarked
package porthole.indexing.internal.field;

import org.jspecify.annotations.NullMarked;
